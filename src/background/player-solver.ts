import wasmUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import { createQuickJsEvaluator } from '../cipher/quickjs-evaluator';
import { createSolver, type Solver } from '../cipher/solver';
import { ReelkeepError } from '../errors';
import { Turns } from '../jobs/turns';
import { ownUrl } from '../platform/runtime';
import { planCache } from './plan-cache';

/** Characters. The largest script ever seen had 2.8 million. */
const largestScript = 20_000_000;

const solver = createSolver({
  fetchScript,
  evaluator: loadEvaluator,
  cache: planCache,
  onReport: (playerId, { disagreement }) => {
    if (disagreement) disagreements.add(playerId);
  },
});
const turns = new Turns();
/** Players whose script two strategies answered differently, since this worker woke. */
export const disagreements = new Set<string>();

const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns.take('plans', work);

/**
 * Signatures and n, solved in this worker; what a script taught us is kept per player id. One question
 * after the other: the second of two videos with a new player finds the plan that the first one made.
 */
export const playerSolver: Solver = {
  solve: (playerUrl, challenges, signal) =>
    inTurn(() => solver.solve(playerUrl, challenges, signal)),
  reconsider: (playerUrl, challenges, signal) =>
    inTurn(() => solver.reconsider(playerUrl, challenges, signal)),
  compare: (playerId, ns) => inTurn(() => solver.compare(playerId, ns)),
  forget: (playerId) => inTurn(() => solver.forget(playerId)),
};

async function fetchScript(url: string, signal: AbortSignal): Promise<string> {
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(20_000)]);
  try {
    const response = await fetch(url, { credentials: 'omit', redirect: 'error', signal: timeout });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await boundedText(response);
  } catch (cause) {
    signal.throwIfAborted();
    throw new ReelkeepError('player-script-unavailable', 'The player script did not arrive.', {
      cause,
    });
  }
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largestScript) throw new Error('larger than any player script');
  }
  return text + decoder.decode();
}

async function loadEvaluator() {
  const module = await WebAssembly.compileStreaming(fetch(ownUrl(wasmUrl)));
  return createQuickJsEvaluator(module);
}

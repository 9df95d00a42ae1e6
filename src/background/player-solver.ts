import wasmUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import { createQuickJsEvaluator } from '../cipher/quickjs-evaluator';
import { createSolver, type PlanCache, type Solver } from '../cipher/solver';
import { ReelkeepError } from '../errors';
import { boundedText } from '../extract/bounded-text';
import type { Origin } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { ownUrl } from '../platform/runtime';
import { fleetingPlans, planCache } from './plan-cache';

/** Characters. The largest script ever seen had 2.8 million. */
const largestScript = 20_000_000;

const turns = new Turns();
const inTurn = <T>(work: () => Promise<T>): Promise<T> => turns.take('plans', work);

const ordinary = solverWith(planCache);
/** A plan holds challenges of the pages that it solved: those of private windows are written nowhere. */
const fleeting = solverWith(fleetingPlans);

/** Signatures and n for jobs that began there, solved in this worker; what a script taught us is kept per player id. */
export const solverFor = ({ isPrivate }: Origin): Solver => (isPrivate ? fleeting : ordinary);

/** One question after the other: the second of two videos with a new player finds the plan that the first one made. */
function solverWith(cache: PlanCache): Solver {
  const solver = createSolver({ fetchScript, evaluator: loadEvaluator, cache });
  return {
    solve: (playerUrl, challenges, signal) =>
      inTurn(() => solver.solve(playerUrl, challenges, signal)),
    reconsider: (playerUrl, challenges, signal) =>
      inTurn(() => solver.reconsider(playerUrl, challenges, signal)),
    compare: (playerId, ns) => inTurn(() => solver.compare(playerId, ns)),
    arbitrate: (playerUrl, ns, signal) => inTurn(() => solver.arbitrate(playerUrl, ns, signal)),
    disagreed: (playerId) => inTurn(() => solver.disagreed(playerId)),
  };
}

async function fetchScript(url: string, signal: AbortSignal): Promise<string> {
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(20_000)]);
  try {
    const response = await fetch(url, { credentials: 'omit', redirect: 'error', signal: timeout });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await boundedText(response, largestScript);
  } catch (cause) {
    signal.throwIfAborted();
    throw new ReelkeepError('player-script-unavailable', 'The player script did not arrive.', {
      cause,
    });
  }
}

async function loadEvaluator() {
  const module = await WebAssembly.compileStreaming(fetch(ownUrl(wasmUrl)));
  return createQuickJsEvaluator(module);
}

import type { Answers, Challenges } from '../cipher/challenges';
import { playerIdOf } from '../cipher/player-id';
import type { JobNote } from '../jobs/job';
import { createTabSender } from '../platform/channel';
import type { ContentRequests } from '../protocol/content';
import { disagreements, playerSolver } from './player-solver';

/**
 * Signatures and `n` for a page. The page's own player is asked for `n` first: where it has the
 * answers no script is fetched. Where a cached plan gives others, neither is used: the plan's strategy
 * is not asked again and the next one decides. What disagreed is told to `note`.
 * @throws unknown-cipher, player-script-unavailable.
 */
export async function solveChallenges(
  tabId: number,
  playerUrl: string,
  challenges: Challenges,
  note: (note: JobNote) => void,
  signal: AbortSignal,
): Promise<Answers> {
  const solved = await solve(tabId, playerUrl, challenges, note, signal);
  const player = playerIdOf(playerUrl) ?? '';
  if (disagreements.has(player)) note({ what: 'strategies-disagree', player });
  return solved;
}

async function solve(
  tabId: number,
  playerUrl: string,
  { signatures, ns }: Challenges,
  note: (note: JobNote) => void,
  signal: AbortSignal,
): Promise<Answers> {
  const fromPage = await askPage(tabId, ns);
  const playerId = playerIdOf(playerUrl);
  const complete = ns.length > 0 && ns.every((n) => fromPage.has(n));
  if (!complete || playerId === undefined) {
    return playerSolver.solve(playerUrl, { signatures, ns }, signal);
  }
  if ((await playerSolver.compare(playerId, fromPage)) === 'different') {
    note({ what: 'page-and-plan-disagree', player: playerId });
    await playerSolver.forget(playerId);
    return playerSolver.solve(playerUrl, { signatures, ns }, signal);
  }
  if (signatures.length === 0) return { signatures: new Map(), ns: fromPage };
  const signed = await playerSolver.solve(playerUrl, { signatures, ns: [] }, signal);
  return { signatures: signed.signatures, ns: fromPage };
}

async function askPage(tabId: number, ns: readonly string[]): Promise<Map<string, string>> {
  if (ns.length === 0) return new Map();
  try {
    return new Map(await createTabSender<ContentRequests>('content', tabId).solveN({ ns }));
  } catch {
    // A page that does not answer has no opinion: the script's own functions serve.
    return new Map();
  }
}

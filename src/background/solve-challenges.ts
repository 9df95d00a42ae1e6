import type { Answers, Challenges } from '../cipher/challenges';
import { playerIdOf } from '../cipher/player-id';
import { createTabSender } from '../platform/channel';
import type { ContentRequests } from '../protocol/content';
import { playerSolver } from './player-solver';

/**
 * Signatures and `n` for a page. The page's own player is asked for `n` first: where it has the
 * answers no script is fetched. Where a cached plan gives others, neither is used: the plan's strategy
 * is not asked again and the next one decides.
 * @throws unknown-cipher, player-script-unavailable.
 */
export async function solveChallenges(
  tabId: number,
  playerUrl: string,
  { signatures, ns }: Challenges,
  signal: AbortSignal,
): Promise<Answers> {
  const fromPage = await askPage(tabId, ns);
  const playerId = playerIdOf(playerUrl);
  const complete = ns.length > 0 && ns.every((n) => fromPage.has(n));
  if (!complete || playerId === undefined) {
    return playerSolver.solve(playerUrl, { signatures, ns }, signal);
  }
  if ((await playerSolver.compare(playerId, fromPage)) === 'different') {
    console.warn(
      `Player ${playerId}: the page and the plan answer differently; the next strategy decides.`,
    );
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

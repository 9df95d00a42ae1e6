import type { Answers, Challenges } from '../cipher/challenges';
import { playerIdOf } from '../cipher/player-id';
import { solveWithPage } from '../cipher/solve-with-page';
import type { Solver } from '../cipher/solver';
import { parseSolved } from '../extract/youtube/parse-solved';
import { solveInPage } from '../extract/youtube/solve-in-page';
import type { JobNote, Origin } from '../jobs/job';
import { callInPage } from '../platform/page-calls';
import { solverFor } from './player-solver';

/** A page asks for some dozens of `n`, and each answer has about twenty characters. */
const askLimits = { timeoutMs: 2_000, mostCharacters: 100_000 };

/** Told what a job's log should say of how its challenges were solved. */
export type TakeNote = (note: JobNote) => void;

/**
 * Signatures and `n` for a page. The page's own player is asked for `n` first, where the origin names
 * the tab that shows it: where it has the answers no script is fetched. Where the plan gives others, neither is believed: the next strategy
 * decides. What disagreed is told to `note`.
 * @throws unknown-cipher, player-script-unavailable.
 */
export async function solveChallenges(
  origin: Origin,
  playerUrl: string,
  challenges: Challenges,
  note: TakeNote,
  signal: AbortSignal,
): Promise<Answers> {
  const solver = solverFor(origin);
  const fromPage = await askPage(origin.tabId, challenges.ns);
  const solved = await solveWithPage(solver, fromPage, playerUrl, challenges, signal);
  const player = playerIdOf(playerUrl) ?? '';
  if (solved.differs) note({ what: 'page-and-plan-disagree', player });
  await noteDisagreement(solver, player, note);
  return solved.answers;
}

/**
 * The same where a server refused the answers: the next strategy is asked, and the page's player is not.
 * @throws unknown-cipher, player-script-unavailable.
 */
export async function reconsiderChallenges(
  origin: Origin,
  playerUrl: string,
  challenges: Challenges,
  note: TakeNote,
  signal: AbortSignal,
): Promise<Answers> {
  const solver = solverFor(origin);
  const answers = await solver.reconsider(playerUrl, challenges, signal);
  await noteDisagreement(solver, playerIdOf(playerUrl) ?? '', note);
  return answers;
}

async function noteDisagreement(
  solver: Pick<Solver, 'disagreed'>,
  player: string,
  note: TakeNote,
): Promise<void> {
  if (await solver.disagreed(player)) note({ what: 'strategies-disagree', player });
}

async function askPage(
  tabId: number | undefined,
  ns: readonly string[],
): Promise<Map<string, string>> {
  if (tabId === undefined || ns.length === 0) return new Map();
  try {
    return parseSolved(await callInPage(tabId, solveInPage, [ns], askLimits), ns);
  } catch {
    // A page that does not answer has no opinion: the script's own functions serve.
    return new Map();
  }
}

import { ReelkeepError } from '../errors';
import type { Answers, Challenges } from './challenges';
import { playerIdOf } from './player-id';
import type { Solver } from './solver';

const nothing: Answers = { signatures: new Map(), ns: new Map() };

/**
 * Answers challenges with what the page's own player answered for `n`, in whole or in part: the solver is asked for
 * the rest only, and for nothing where the page has it all. Where its plan answers otherwise (`differs`) neither is
 * believed and the next strategy decides. Throws what `solve` throws, with the fact `pageDiffers` where nobody could decide.
 */
export async function solveWithPage(
  solver: Pick<Solver, 'solve' | 'compare' | 'arbitrate'>,
  fromPage: ReadonlyMap<string, string>,
  playerUrl: string,
  { signatures, ns }: Challenges,
  signal: AbortSignal,
): Promise<{ readonly answers: Answers; readonly differs: boolean }> {
  const missing = ns.filter((n) => !fromPage.has(n));
  const rest =
    signatures.length + missing.length === 0
      ? nothing
      : await solver.solve(playerUrl, { signatures, ns: missing }, signal);
  // Only now is the plan there that the rest may have needed: its opinion costs no script any more.
  if ((await solver.compare(playerIdOf(playerUrl) ?? '', fromPage)) === 'different') {
    const decided = await solver.arbitrate(playerUrl, ns, signal).catch((error: unknown) => {
      throw told(error);
    });
    return { answers: { signatures: rest.signatures, ns: decided }, differs: true };
  }
  const answers = { signatures: rest.signatures, ns: new Map([...fromPage, ...rest.ns]) };
  return { answers, differs: false };
}

/** Where no job comes of it, the error is all that tells of the difference. */
function told(error: unknown): unknown {
  if (!(error instanceof ReelkeepError)) return error;
  const { code, message, facts } = error;
  return new ReelkeepError(code, message, { cause: error, facts: { ...facts, pageDiffers: true } });
}

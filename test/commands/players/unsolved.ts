import type { Kind } from '../../../src/cipher/solve-player';
import type { SolveOutcome } from './solve-in-workers';
import type { Outcomes, Seen } from './solve-worker';

/** What a script should answer and does not, each with why. Empty where it is solved. */
export type Unsolved = Readonly<Partial<Record<Kind, string>>>;

/** Not every script has an `n`: a lost one counts where it is expected, or was found and leaves an input unanswered. */
export function unsolvedOf(outcome: SolveOutcome, expectsN: boolean): Unsolved {
  const both = (why: string) => (expectsN ? { signature: why, n: why } : { signature: why });
  if (outcome.kind === 'timed-out') return both('timed-out');
  if (outcome.kind === 'failed') return both(outcome.message);
  const { strategies, seen, sig, n: ns, problem } = outcome.reply;
  if (problem !== null) return both(problem);
  const signature = whyUnsolved(strategies.signature, seen.signature, sig);
  const n = expectsN || strategies.n !== null ? whyUnsolved(strategies.n, seen.n, ns) : undefined;
  return { ...(signature === undefined ? {} : { signature }), ...(n === undefined ? {} : { n }) };
}

function whyUnsolved(
  strategy: string | null,
  seen: readonly Seen[],
  outcomes: Outcomes,
): string | undefined {
  if (strategy === null) return whyNone(seen);
  const outputs = Object.values(outcomes);
  const left = outputs.filter((output) => output === null).length;
  return left === 0 ? undefined : `${left} of ${outputs.length} inputs without an answer`;
}

/** Why no strategy's answer is used: what says most first. */
function whyNone(seen: readonly Seen[]): string {
  const stopped = seen.find(({ result }) => result === 'failed');
  if (stopped !== undefined) return `${stopped.strategy} was stopped: ${stopped.detail}`;
  const namesOf = (wanted: string) =>
    seen.flatMap(({ strategy, result }) => (result === wanted ? [strategy] : [])).join(', ');
  const saw = [
    [namesOf('proven'), 'disagree'],
    [namesOf('ambiguous'), 'saw several that differ'],
    [namesOf('not-proven'), 'could not prove what was seen'],
  ].flatMap(([names, what]) => (names === '' ? [] : [`${names} ${what}`]));
  return saw[0] ?? 'nothing of a known shape';
}

/** `n (media-url could not prove what was seen)`; kinds with the same reason stand together. */
export function unsolvedInWords(unsolved: Unsolved): string {
  const kinds = new Map<string, string[]>();
  for (const [kind, why] of Object.entries(unsolved)) {
    kinds.set(why, [...(kinds.get(why) ?? []), kind]);
  }
  return [...kinds].map(([why, of]) => `${of.join(', ')} (${why})`).join(', ');
}

import type { Kind } from '../../../src/cipher/solve-player';
import type { KnownAnswer } from './player-vectors';
import type { Outcomes } from './solve-worker';
import { type Unsolved, unsolvedInWords } from './unsolved';

/** One script's line. */
export interface Verdict {
  readonly file: string;
  readonly player: string;
  readonly year: string;
  readonly strategies: { readonly signature: string | null; readonly n: string | null };
  readonly n: Outcomes;
  readonly sig: Outcomes;
  readonly ms: number;
  /** Size of the extracted program. */
  readonly bytes: number;
  /** Null where all is solved that the script has. */
  readonly code: 'unknown-cipher' | null;
  readonly unsolved: Unsolved;
  /** Whether the script has an `n` to solve, as far as anybody can tell. */
  readonly expectsN: boolean;
  readonly disagreement: boolean;
  /** Known answers that came out equal, and those that had none. */
  readonly agreed: number;
  readonly unanswered: number;
  readonly wrong: readonly (KnownAnswer & { readonly got: string | null })[];
}

const shown = (outcomes: Outcomes) => {
  const [output] = Object.values(outcomes);
  return output ? `${output.slice(0, 24)}${output.length > 24 ? '…' : ''}` : '–';
};

/** A verdict as a person reads it. */
export function inWords(verdict: Verdict): string {
  const { file, strategies, n, sig, ms, bytes, code, unsolved, agreed, unanswered, wrong } =
    verdict;
  const known = agreed + unanswered + wrong.length;
  const lines = [
    [
      file,
      ...(code === null ? [] : [`${code}: ${unsolvedInWords(unsolved)}`]),
      `signature ${solvedBy(strategies.signature, sig)}`,
      `n ${strategies.n === null && !verdict.expectsN ? 'not expected' : solvedBy(strategies.n, n)}`,
      `${ms} ms`,
      `${bytes} bytes`,
      known === 0 ? 'no vectors' : `${agreed} of ${known} vectors agree`,
      ...(verdict.disagreement ? ['strategies disagreed'] : []),
    ].join('; '),
    ...wrong.map(
      ({ kind, input, output, got }) => `  WRONG ${kind} ${input} → ${got}, not ${output}`,
    ),
  ];
  return lines.join('\n');
}

const solvedBy = (strategy: string | null, outcomes: Outcomes) =>
  strategy === null ? 'by none' : `by ${strategy} (${shown(outcomes)})`;

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${part} of ${whole}`);

/** What became of each year's scripts, and what is unsolved. */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const years = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    years.set(verdict.year, [...(years.get(verdict.year) ?? []), verdict]);
  }
  const lines = [...years]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([year, of]) => line(year === 'unknown' ? 'no day in it' : year, of));
  const unsolved = verdicts.filter(({ code }) => code !== null);
  return [
    '',
    'year: scripts; signature; n where one is expected; vectors; wrong; median',
    ...lines,
    line('all', verdicts),
    ...unsolved.map(({ file, unsolved }) => `unsolved: ${file}: ${unsolvedInWords(unsolved)}`),
    '',
  ].join('\n');
}

function line(year: string, of: readonly Verdict[]): string {
  const sum = (count: (verdict: Verdict) => number) =>
    of.reduce((total, verdict) => total + count(verdict), 0);
  const isSolved = ({ strategies, unsolved }: Verdict, kind: Kind) =>
    strategies[kind] !== null && unsolved[kind] === undefined;
  const times = of.map(({ ms }) => ms).sort((a, b) => a - b);
  const vectors = sum(({ agreed, unanswered, wrong }) => agreed + unanswered + wrong.length);
  return [
    `${year}: ${of.length}`,
    percent(
      sum((verdict) => Number(isSolved(verdict, 'signature'))),
      of.length,
    ),
    percent(
      sum((verdict) => Number(isSolved(verdict, 'n'))),
      sum(({ expectsN, strategies }) => Number(expectsN || strategies.n !== null)),
    ),
    percent(
      sum(({ agreed }) => agreed),
      vectors,
    ),
    `${sum(({ wrong }) => wrong.length)}`,
    `${times[times.length >> 1]} ms`,
  ].join('; ');
}

import { basename } from 'node:path';
import { openScript } from '../helpers/open-capture';
import { type KnownPlayer, readPlayerVectors } from './players/player-vectors';
import { type SolveOutcome, solveWorkers } from './players/solve-in-workers';
import type { Seen, SolveReply } from './players/solve-worker';
import { unsolvedInWords, unsolvedOf } from './players/unsolved';

const usage = 'npm run explain:player -- FILE\n';
const limitMs = 60_000;
const sampleN = 'eabGFpsUKuWHXGh6FR4';
const sampleSignature = Array.from({ length: 104 }, (_, at) =>
  String.fromCharCode(0x100 + at),
).join('');

/**
 * Prints what every strategy sees in one player script, and why those that give nothing do not. Here a maintainer
 * starts when YouTube has changed its player.
 * @returns the exit code: 0 where all is solved that the script has, else 1.
 */
export async function main(args: string[]): Promise<number> {
  const [file] = args;
  if (file === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const text = await openScript(file);
  const workers = await solveWorkers(limitMs);
  try {
    const request = { text, signatures: [sampleSignature], ns: [sampleN], explain: true };
    const outcome = await workers.solve(request);
    const known = (await readPlayerVectors(undefined)).know(basename(file), text);
    process.stdout.write(`${file}: ${text.length} characters\n${inWords(outcome, known)}`);
    return Object.keys(unsolvedOf(outcome, known.expectsN)).length === 0 ? 0 : 1;
  } finally {
    await workers.dispose();
  }
}

function inWords(outcome: SolveOutcome, known: KnownPlayer): string {
  if (outcome.kind === 'timed-out') return `It took longer than ${limitMs} ms.\n`;
  if (outcome.kind === 'failed') return `The worker fell: ${outcome.message}\n`;
  const { reply } = outcome;
  const { statements, names, namespace } = reply.script;
  const lines = [
    statements === 0
      ? 'This is no script that can be cut into statements: HTML, cut off, too long, or brackets that do not match.'
      : `${statements} statements give values to ${names} names; ${namespace === '' ? 'no namespace' : `the namespace is ${namespace}`}.`,
    '',
    'Signature:',
    ...reply.seen.signature.map(seen),
    '',
    'n:',
    ...reply.seen.n.map(seen),
    '',
    ...conclusion(reply),
    ...verdict(outcome, known),
    '',
  ];
  return lines.join('\n');
}

const results: Readonly<Record<string, string>> = {
  proven: 'proven',
  'not-found': 'saw nothing',
  'not-proven': 'saw something that it could not prove',
  ambiguous: 'saw several that differ, and refused to choose',
  failed: 'was stopped by the realm',
};

const seen = ({ strategy, era, result, detail }: Seen) =>
  `  ${strategy} (${era}) ${results[result] ?? result}: ${detail}`;

function conclusion({
  strategies,
  problem,
  disagreement,
  bytes,
  ms,
  n,
  sig,
}: SolveReply): string[] {
  return [
    `Used: signature by ${strategies.signature ?? 'none'}, n by ${strategies.n ?? 'none'}; ${bytes} bytes of program, ${ms} ms.`,
    ...(problem === null ? [] : [`Nothing is used, since: ${problem}.`]),
    ...(disagreement ? ['Two strategies gave different answers: neither was used.'] : []),
    `n ${sampleN} → ${n[sampleN] ?? 'no answer'}`,
    `A signature of 104 characters → places ${placesOf(sig[sampleSignature])}`,
  ];
}

function verdict(outcome: SolveOutcome, { year, expectsN }: KnownPlayer): string[] {
  const unsolved = unsolvedOf(outcome, expectsN);
  const age = year === 'unknown' ? 'a script that names no day' : `a script of ${year}`;
  return [
    ...(Object.keys(unsolved).length === 0 ? [] : [`Unsolved: ${unsolvedInWords(unsolved)}.`]),
    `An n is ${expectsN ? 'expected' : 'not expected'} of ${age}: the first came in May 2020.`,
  ];
}

const placesOf = (output: string | null | undefined) =>
  output ? [...output].map((character) => sampleSignature.indexOf(character)).join(',') : 'none';

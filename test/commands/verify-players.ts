import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesIn } from '../helpers/files-in';
import { openScript } from '../helpers/open-capture';
import { type KnownPlayer, readPlayerVectors, withoutCutEscape } from './players/player-vectors';
import { inWords, summaryOf, type Verdict } from './players/player-verdict';
import { type SolveOutcome, solveWorkers } from './players/solve-in-workers';
import { unsolvedOf } from './players/unsolved';

const usage =
  'npm run verify:players -- DIR [--vectors FILE] [--n VALUE]… [--sig VALUE]… [--json]\n';
const scriptName = /\.(?:js|json)(?:\.gz)?$/;
const limitMs = 20_000;

/** Asked of every script when nothing else is, so that there is something to see. */
const sampleN = 'eabGFpsUKuWHXGh6FR4';
const sampleSignature = Array.from({ length: 104 }, (_, at) =>
  String.fromCharCode(at < 94 ? 33 + at : 0xc0 + at),
).join('');

/**
 * Solves every player script in a folder, each in a worker of its own, and prints a line each and a summary per year.
 * @returns the exit code: 1 where an answer differs from the vectors'; unsolved scripts are reported, not failed.
 */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      vectors: { type: 'string' },
      n: { type: 'string', multiple: true, default: [] },
      sig: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const asked = values.n.length + values.sig.length > 0;
  const inputs = asked
    ? { n: values.n, sig: values.sig }
    : { n: [sampleN], sig: [sampleSignature] };
  const vectors = await readPlayerVectors(values.vectors);
  const workers = await solveWorkers(limitMs);
  const verdicts: Verdict[] = [];
  try {
    for (const file of (await filesIn(folder)).filter((name) => scriptName.test(name))) {
      const text = await openScript(join(folder, file));
      const known = vectors.know(file, text);
      const outcome = await workers.solve(requestFor(text, inputs, known));
      const verdict = verdictOf(file, known, inputs, outcome);
      verdicts.push(verdict);
      process.stdout.write(
        values.json ? `${JSON.stringify(inJson(verdict))}\n` : `${inWords(verdict)}\n`,
      );
    }
  } finally {
    await workers.dispose();
  }
  if (!values.json) process.stdout.write(summaryOf(verdicts));
  return verdicts.some(({ wrong }) => wrong.length > 0) ? 1 : 0;
}

interface Inputs {
  readonly n: readonly string[];
  readonly sig: readonly string[];
}

function requestFor(text: string, inputs: Inputs, { answers }: KnownPlayer) {
  const all = (kind: 'n' | 'sig') => {
    const known = answers.flatMap((answer) => (answer.kind === kind ? [answer.input] : []));
    return [...new Set([...inputs[kind], ...known])];
  };
  return { text, ns: all('n'), signatures: all('sig').map(withoutCutEscape), explain: false };
}

function verdictOf(
  file: string,
  { player, year, answers, expectsN }: KnownPlayer,
  inputs: Inputs,
  outcome: SolveOutcome,
): Verdict {
  const reply = outcome.kind === 'answered' ? outcome.reply : undefined;
  const outputOf = (kind: 'n' | 'sig', input: string) =>
    (kind === 'n' ? reply?.n[input] : reply?.sig[withoutCutEscape(input)]) ?? null;
  const pick = (kind: 'n' | 'sig') =>
    Object.fromEntries(inputs[kind].map((input) => [input, outputOf(kind, input)]));
  const compared = answers.map((answer) => ({
    ...answer,
    got: outputOf(answer.kind, answer.input),
  }));
  const unsolved = unsolvedOf(outcome, expectsN);
  return {
    file,
    player,
    year,
    strategies: reply?.strategies ?? { signature: null, n: null },
    n: pick('n'),
    sig: pick('sig'),
    ms: reply?.ms ?? limitMs,
    bytes: reply?.bytes ?? 0,
    code: Object.keys(unsolved).length === 0 ? null : 'unknown-cipher',
    unsolved,
    expectsN,
    disagreement: reply?.disagreement ?? false,
    agreed: compared.filter(({ got, output }) => got === output).length,
    unanswered: compared.filter(({ got }) => got === null).length,
    wrong: compared.filter(({ got, output }) => got !== null && got !== output),
  };
}

/** What `--json` promises, and what the vectors said where there were any. */
function inJson({
  file,
  player,
  strategies,
  n,
  sig,
  ms,
  bytes,
  code,
  unsolved,
  agreed,
  unanswered,
  wrong,
}: Verdict) {
  const told = { code, unsolved, agreed, unanswered, wrong };
  return { file, player, strategies, n, sig, ms, bytes, ...told };
}

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Evaluator } from '../../src/cipher/evaluator';
import { playerIdOf } from '../../src/cipher/player-id';
import { createSolver } from '../../src/cipher/solver';
import { ReelkeepError } from '../../src/errors';
import { filesIn } from '../helpers/files-in';
import { nodeEvaluator } from '../helpers/node-evaluator';
import { type Capture, openCapture } from '../helpers/open-capture';
import { openPlayerFolder, type PlayerFolder } from '../helpers/player-folder';
import { type AnswerVerdict, verifyAnswer } from '../helpers/verify-answer';
import { type Verdict, verifyCapture } from '../helpers/verify-capture';

const usage = 'npm run verify:captures -- DIR [--players DIR] [--map FILE] [--json]\n';
const captureName = /\.(?:html|json)(?:\.gz|\.tar\.gz)?$/;

/**
 * Decodes captured pages and InnerTube's responses with the extension's own code and prints a line each.
 * @returns the exit code: 0 once every file has its line, whatever the lines say.
 */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      players: { type: 'string' },
      map: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const players = await openPlayerFolder(values.players, values.map);
  const verdicts: Verdict[] = [];
  const answers: AnswerVerdict[] = [];
  const print = (verdict: object, words: string): void =>
    void process.stdout.write(`${values.json ? JSON.stringify(verdict) : words}\n`);
  const solverOf = solvers(players);
  for (const file of (await filesIn(folder)).filter((name) => captureName.test(name))) {
    const capture = await open(join(folder, file));
    if (capture.kind === 'answer') {
      const verdict = await verifyAnswer(file, capture.answer);
      answers.push(verdict);
      print(verdict, answerInWords(verdict));
      continue;
    }
    const verdict = await verifyCapture(file, capture, solverOf(capture));
    verdicts.push(verdict);
    print(verdict, inWords(verdict));
  }
  if (!values.json) process.stdout.write(summary(verdicts) + answersSummary(answers));
  return 0;
}

async function open(file: string): Promise<Capture> {
  try {
    return await openCapture(file);
  } catch {
    // A file that does not unpack holds nothing for us: it gets the line of one that is no page.
    return { kind: 'other' };
  }
}

/** One plan cache and one evaluator for the whole run; the script comes from the folder, else from the capture itself. */
function solvers(players: PlayerFolder) {
  const plans = new Map<string, unknown>();
  let evaluator: Promise<Evaluator> | undefined;
  return (capture: Capture) =>
    createSolver({
      async fetchScript(url) {
        const own = capture.kind === 'page' ? capture.script : undefined;
        const script = (await players.script(playerIdOf(url) ?? '')) ?? own;
        if (script !== undefined) return script;
        throw new ReelkeepError('player-script-unavailable', 'No folder holds this script.');
      },
      evaluator: () => {
        evaluator ??= nodeEvaluator();
        return evaluator;
      },
      cache: {
        get: async (id) => plans.get(id),
        set: async (id, plan) => void plans.set(id, plan),
        delete: async (id) => void plans.delete(id),
      },
    });
}

function inWords(verdict: Verdict): string {
  const { file, videoId, title, state, reason, signatures, ns, player, tier } = verdict;
  return [
    file,
    videoId ?? '-',
    title ?? '-',
    `${verdict.formats} formats (${verdict.progressive} progressive, ${verdict.adaptive} adaptive; ` +
      `${verdict.withUrl} url, ${verdict.withCipher} cipher, ${verdict.sabrOnly} SABR only)`,
    `signatures ${signatures.solved}/${signatures.of}`,
    `n ${ns.solved}/${ns.of}`,
    `captions ${verdict.captions}`,
    ...(verdict.chapters === 0 ? [] : [`chapters ${verdict.chapters}`]),
    ...(verdict.storyboard === 0 ? [] : [`storyboard ${verdict.storyboard}`]),
    ...(verdict.broadcast === undefined ? [] : [`broadcast ${verdict.broadcast}`]),
    ...(player === undefined ? [] : [`player ${player}`]),
    ...(tier === undefined ? [] : [`tier ${tier.tier} (${tier.why})`]),
    reason === undefined ? state : `${state}: ${reason}`,
  ].join(' | ');
}

function summary(verdicts: readonly Verdict[]): string {
  const states = tally(verdicts.map(({ state }) => state));
  const tiers = tally(verdicts.map(({ tier }) => (tier ? `${tier.tier} (${tier.why})` : 'unread')));
  const broadcasts = tally(verdicts.flatMap(({ broadcast }) => broadcast ?? []));
  const having = (what: 'captions' | 'chapters' | 'storyboard') =>
    `${what} in ${verdicts.filter((verdict) => verdict[what] > 0).length}`;
  const extras = (['captions', 'chapters', 'storyboard'] as const).map(having).join(', ');
  return [
    `${verdicts.length} files: ${states}`,
    `tiers: ${tiers}`,
    `${extras}; broadcasts: ${broadcasts || 'none'}`,
    '',
  ].join('\n');
}

const answerInWords = ({ file, kind, videoId, entries, goesOn, chapters, state }: AnswerVerdict) =>
  [
    ...[file, kind, videoId ?? '-', `${entries} entries`],
    ...[goesOn ? 'goes on' : 'no continuation', `chapters ${chapters}`, state],
  ].join(' | ');

/** A line for each kind of answer; nothing where there are none. */
function answersSummary(answers: readonly AnswerVerdict[]): string {
  const kinds = [...new Set(answers.map(({ kind }) => kind))].sort();
  return kinds
    .map((kind) => {
      const own = answers.filter((answer) => answer.kind === kind);
      const entries = own.reduce((sum, answer) => sum + answer.entries, 0);
      const having = (what: (answer: AnswerVerdict) => boolean) => own.filter(what).length;
      return (
        `${own.length} ${kind} answers: ${tally(own.map(({ state }) => state))}; ` +
        `entries ${entries} in ${having((answer) => answer.entries > 0)}, ` +
        `continuation in ${having(({ goesOn }) => goesOn)}, ` +
        `chapters in ${having(({ chapters }) => chapters > 0)}\n`
      );
    })
    .join('');
}

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort()
    .map((count) => count.join(' '))
    .join(', ');
}

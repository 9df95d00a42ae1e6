import { parentPort } from 'node:worker_threads';
import { examineStrategy, type Finding, type Question } from '../../../src/cipher/decide';
import { EvaluationError, type Evaluator } from '../../../src/cipher/evaluator';
import { nEntry } from '../../../src/cipher/methods';
import { readPlayerScript } from '../../../src/cipher/player-script';
import { isPlausibleN } from '../../../src/cipher/proof';
import { nQuestion, signatureOutputs, signatureQuestion } from '../../../src/cipher/questions';
import { type Solution, solvePlayer } from '../../../src/cipher/solve-player';
import { LazyWorld, type Outputs, openProgram } from '../../../src/cipher/world';
import { nodeEvaluator } from '../../helpers/node-evaluator';

/** One script and what is asked of it. */
export interface SolveRequest {
  readonly text: string;
  readonly signatures: readonly string[];
  readonly ns: readonly string[];
  /** Every strategy is asked, also those that a solver has no need of. */
  readonly explain: boolean;
}

/** Input → output; null where there is no answer. */
export type Outcomes = Readonly<Record<string, string | null>>;

/** What one strategy made of the script. */
export interface Seen {
  readonly strategy: string;
  readonly era: string;
  readonly result: string;
  readonly detail: string;
}

export interface SolveReply {
  readonly strategies: { readonly signature: string | null; readonly n: string | null };
  readonly sig: Outcomes;
  readonly n: Outcomes;
  /** From the text to the solution, the evaluator's load included. */
  readonly ms: number;
  /** Size of the extracted program; 0 where operations suffice. */
  readonly bytes: number;
  readonly disagreement: boolean;
  readonly problem: string | null;
  readonly seen: { readonly signature: readonly Seen[]; readonly n: readonly Seen[] };
  readonly script: {
    readonly statements: number;
    readonly names: number;
    readonly namespace: string;
  };
}

function seenOf<Method extends object>(
  question: Question<Method>,
  findings: readonly Finding<Method>[],
): readonly Seen[] {
  return findings.map((finding) => ({
    strategy: finding.strategy,
    era: question.strategies.find(({ name }) => name === finding.strategy)?.era ?? '',
    result: finding.result,
    detail: finding.result === 'proven' ? JSON.stringify(finding.method) : finding.detail,
  }));
}

/** Asks every strategy, each in a world of its own, so that none profits from what another loaded. */
async function explain<Method extends object>(
  question: Question<Method>,
  text: string,
  evaluator: () => Promise<Evaluator>,
): Promise<readonly Seen[]> {
  const script = readPlayerScript(text);
  if (script === undefined) return [];
  const findings: Finding<Method>[] = [];
  for (const strategy of question.strategies) {
    let world: LazyWorld | undefined;
    const open = async () => {
      world ??= LazyWorld.open(await evaluator(), script);
      return world;
    };
    findings.push(await examineStrategy(strategy, question, script, open));
    world?.dispose();
  }
  return seenOf(question, findings);
}

/** An input that drives the script to a limit costs the answers of its kind, and no more. */
async function orNone(outputs: () => Promise<Outputs>): Promise<Outputs> {
  try {
    return await outputs();
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

async function outcomes(
  { signature, n, program }: Solution,
  request: SolveRequest,
  evaluator: () => Promise<Evaluator>,
) {
  const world = program === null ? undefined : openProgram(await evaluator(), program);
  const open = async () => {
    if (world === undefined) throw new Error('This solution has no program.');
    return world;
  };
  const sigs =
    signature === null
      ? []
      : await orNone(() => signatureOutputs(signature.method, request.signatures, open));
  const ns =
    n === null || request.ns.length === 0
      ? []
      : await orNone(async () => (await open()).run(nEntry(n.method), request.ns));
  world?.dispose();
  const pairs = (inputs: readonly string[], outputs: readonly (string | null)[]) =>
    Object.fromEntries(inputs.map((input, at) => [input, outputs[at] ?? null]));
  const plausible = ns.map((output, at) =>
    isPlausibleN(request.ns[at] ?? '', output) ? output : null,
  );
  return { sig: pairs(request.signatures, sigs), n: pairs(request.ns, plausible) };
}

async function answer(request: SolveRequest): Promise<SolveReply> {
  let made: Promise<Evaluator> | undefined;
  const evaluator = () => {
    made ??= nodeEvaluator();
    return made;
  };
  const started = performance.now();
  const { solution, report } = await solvePlayer(request.text, evaluator);
  const ms = Math.round(performance.now() - started);
  const declarations = readPlayerScript(request.text)?.declarations;
  const fresh = () => nodeEvaluator();
  return {
    strategies: {
      signature: solution.signature?.strategy ?? null,
      n: solution.n?.strategy ?? null,
    },
    ...(await outcomes(solution, request, evaluator)),
    ms,
    bytes: Buffer.byteLength(solution.program?.text ?? ''),
    disagreement: report.disagreement,
    problem: report.problem ?? null,
    seen: {
      signature: request.explain
        ? await explain(signatureQuestion, request.text, fresh)
        : seenOf(signatureQuestion, report.signature),
      n: request.explain
        ? await explain(nQuestion, request.text, fresh)
        : seenOf(nQuestion, report.n),
    },
    script: {
      statements: declarations?.pieces.length ?? 0,
      names: declarations?.byName.size ?? 0,
      namespace: declarations?.namespace ?? '',
    },
  };
}

parentPort?.on('message', async (request: SolveRequest) => {
  parentPort?.postMessage(await answer(request));
});

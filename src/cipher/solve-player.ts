import { type Decision, decide, type Finding, type Question } from './decide';
import type { Evaluator } from './evaluator';
import type { NMethod, SignatureMethod } from './methods';
import { readPlayerScript } from './player-script';
import { nQuestion, signatureQuestion } from './questions';
import { LazyWorld, openProgram, type Program, type World } from './world';

/** How a player's two functions are called, and the few kilobytes of the script that they need. */
export interface Solution {
  readonly signature: { readonly strategy: string; readonly method: SignatureMethod } | null;
  readonly n: { readonly strategy: string; readonly method: NMethod } | null;
  /** Null where nothing needs evaluation. */
  readonly program: Program | null;
}

/** What was tried, for the log and for maintainers. */
export interface Report {
  readonly signature: readonly Finding<SignatureMethod>[];
  readonly n: readonly Finding<NMethod>[];
  /** Two strategies gave different answers: worth a look even where a third decided. */
  readonly disagreement: boolean;
  /** Why there is nothing, where the script itself could not be used. */
  readonly problem?: 'not-a-script' | 'program-differs';
}

/** The two functions of a player. */
export type Kind = 'signature' | 'n';

/** Strategies whose answer was refused: they are not asked again. */
export type Distrusted = Readonly<Record<Kind, readonly string[]>>;

const nothing: Solution = { signature: null, n: null, program: null };

/** Whether a method gives, from the program alone and in a realm of its own, what it gave from the whole script. */
async function holds<Method>(
  { chosen }: Decision<Method>,
  question: Question<Method>,
  world: World,
): Promise<boolean> {
  if (chosen === undefined) return true;
  const outputs = await question.outputs(chosen.method, async () => world);
  return JSON.stringify(outputs) === JSON.stringify(chosen.outputs);
}

/**
 * Solves a player script: finds how it deciphers signatures and `n`, proves it, and cuts out what
 * that needs. Nothing is guessed: what is not proven is null. The evaluator is asked for only when
 * something must be evaluated. Throws nothing that a script can cause.
 */
export async function solvePlayer(
  text: string,
  evaluator: () => Promise<Evaluator>,
  distrusted: Distrusted = { signature: [], n: [] },
): Promise<{ solution: Solution; report: Report }> {
  const script = readPlayerScript(text);
  if (script === undefined) {
    const report = { signature: [], n: [], disagreement: false, problem: 'not-a-script' } as const;
    return { solution: nothing, report };
  }
  let opened: LazyWorld | undefined;
  const world = async () => {
    opened ??= LazyWorld.open(await evaluator(), script);
    return opened;
  };
  try {
    const signature = await decide(signatureQuestion, script, world, distrusted.signature);
    const n = await decide(nQuestion, script, world, distrusted.n);
    const report = {
      signature: signature.findings,
      n: n.findings,
      disagreement: signature.disagreement || n.disagreement,
    };
    const needsProgram =
      n.chosen !== undefined || (signature.chosen && signature.chosen.method.via !== 'operations');
    const program = needsProgram && opened !== undefined ? opened.program() : null;
    if (program !== null) {
      const alone = openProgram(await evaluator(), program);
      try {
        const same =
          (await holds(signature, signatureQuestion, alone)) && (await holds(n, nQuestion, alone));
        if (!same) return { solution: nothing, report: { ...report, problem: 'program-differs' } };
      } finally {
        alone.dispose();
      }
    }
    return { solution: { signature: pick(signature), n: pick(n), program }, report };
  } finally {
    opened?.dispose();
  }
}

function pick<Method>({ chosen }: Decision<Method>): { strategy: string; method: Method } | null {
  return chosen === undefined ? null : { strategy: chosen.strategy, method: chosen.method };
}

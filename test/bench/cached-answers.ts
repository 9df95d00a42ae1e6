import type { Evaluator } from '../../src/cipher/evaluator';
import { createSolver, type Solver } from '../../src/cipher/solver';
import { ReelkeepError } from '../../src/errors';
import { timed } from './timed';

/** Solved players as the background keeps them: by id, as pairs. */
export type Plans = readonly (readonly [playerId: string, plan: unknown])[];

/** Milliseconds. */
export interface AnswerTimes {
  /** The first answer of a worker that has just been woken: the evaluator's module is loaded for it. */
  readonly woken: number;
  /** Each further one in the same worker. */
  readonly further: readonly number[];
}

const playerUrl = 'https://www.youtube.com/s/player/00c0ffee/player_ias.vflset/en_US/base.js';
const [learnt = '', first = '', ...others] = [
  'eabGFpsUKuWHXGh6FR4',
  'KBx1qz7jMhxELa8c',
  'ZtAqsdRcXjG7mU1wY',
  'b3Xd9QpLk0sVnTeRw',
  'oOlwfC4ALyXFmA233',
];

/** What is kept of a script once it was solved. Undefined where it does not solve `n`: those from before the end of 2020 have none. */
export async function learnPlans(
  script: string,
  evaluator: () => Promise<Evaluator>,
): Promise<Plans | undefined> {
  const plans = new Map<string, unknown>();
  try {
    await answer(
      solverWith(plans, evaluator, async () => script),
      learnt,
    );
    return [...plans];
  } catch (error) {
    if (error instanceof ReelkeepError && error.code === 'unknown-cipher') return undefined;
    throw error;
  }
}

/** Asks for values of `n` that were never asked, with the script out of reach. */
export async function timeAnswers(
  plans: Plans,
  evaluator: () => Promise<Evaluator>,
): Promise<AnswerTimes> {
  const solver = solverWith(new Map(plans), evaluator, async () => {
    throw new Error('The plan was not cached.');
  });
  const ask = (n: string): Promise<number> => timed(() => answer(solver, n));
  const woken = await ask(first);
  const further: number[] = [];
  for (const n of others) further.push(await ask(n));
  return { woken, further };
}

const answer = (solver: Solver, n: string) =>
  solver.solve(playerUrl, { signatures: [], ns: [n] }, AbortSignal.timeout(20_000));

function solverWith(
  plans: Map<string, unknown>,
  evaluator: () => Promise<Evaluator>,
  fetchScript: () => Promise<string>,
): Solver {
  return createSolver({
    fetchScript,
    evaluator: once(evaluator),
    cache: {
      get: async (id) => plans.get(id),
      set: async (id, plan) => void plans.set(id, plan),
      delete: async (id) => void plans.delete(id),
    },
  });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

import type { Evaluator } from '../../src/cipher/evaluator';
import { createSolver, type Solver } from '../../src/cipher/solver';
import { ReelkeepError } from '../../src/errors';
import { nodeEvaluator } from '../helpers/node-evaluator';
import { timed } from './timed';

/** Milliseconds; empty where the script has no `n`. */
export interface CachedTimes {
  /** The first answer of a worker that has just been woken: the evaluator's module is loaded for it. */
  readonly woken: readonly number[];
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

/** Solves a script once and then asks for values of `n` that were never asked, with the script out of reach. */
export async function timeCachedAnswers(script: string): Promise<CachedTimes> {
  const plans = new Map<string, unknown>();
  if (!(await learn(solverWith(plans, script)))) return { woken: [], further: [] };
  const solver = solverWith(plans, undefined);
  const ask = (n: string): Promise<number> => timed(() => answer(solver, n));
  const woken = [await ask(first)];
  const further: number[] = [];
  for (const n of others) further.push(await ask(n));
  return { woken, further };
}

const answer = (solver: Solver, n: string) =>
  solver.solve(playerUrl, { signatures: [], ns: [n] }, AbortSignal.timeout(20_000));

/** False where this script does not solve `n`: those from before the end of 2020 have none. */
async function learn(solver: Solver): Promise<boolean> {
  try {
    await answer(solver, learnt);
    return true;
  } catch (error) {
    if (error instanceof ReelkeepError && error.code === 'unknown-cipher') return false;
    throw error;
  }
}

/** As the background makes it: one evaluator, when it is first needed. */
function solverWith(plans: Map<string, unknown>, script: string | undefined): Solver {
  let evaluator: Promise<Evaluator> | undefined;
  return createSolver({
    fetchScript: async () => {
      if (script === undefined) throw new Error('The plan was not cached.');
      return script;
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

import type { Evaluator } from '../../../src/cipher/evaluator';
import { createSolver, type Solver } from '../../../src/cipher/solver';
import { MemoryCache } from './memory-cache';

/** A solver whose every fetch gives one script, with what was asked of its ports. */
export interface ScriptedSolver extends Solver {
  readonly cache: MemoryCache;
  readonly asked: { fetches: string[]; evaluators: number };
}

export function scriptedSolver(
  script: string,
  evaluator: Evaluator,
  cache = new MemoryCache(),
): ScriptedSolver {
  const asked = { fetches: [] as string[], evaluators: 0 };
  const solver = createSolver({
    async fetchScript(url) {
      asked.fetches.push(url);
      return script;
    },
    async evaluator() {
      asked.evaluators += 1;
      return evaluator;
    },
    cache,
  });
  return { ...solver, cache, asked };
}

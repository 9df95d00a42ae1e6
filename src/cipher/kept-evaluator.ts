import type { Evaluator } from './evaluator';

/** Asks for the evaluator once, and again after a script drove it to its limits: nothing that happened there is taken along. */
export function keptEvaluator(open: () => Promise<Evaluator>): () => Promise<Evaluator> {
  let kept: Promise<Evaluator> | undefined;
  return async () => {
    kept ??= open();
    try {
      const evaluator = await kept;
      if (evaluator.isSound()) return evaluator;
    } catch (error) {
      kept = undefined;
      throw error;
    }
    kept = open();
    return kept;
  };
}

import type { Evaluator } from '../../src/cipher/evaluator';
import { solvePlayer } from '../../src/cipher/solve-player';
import { type AnswerTimes, learnPlans, type Plans, timeAnswers } from './cached-answers';
import { printScript } from './print-script';
import { timed } from './timed';

/** `script` names a text; fetching it is no part of the times. `learn` answers with what `answer` needs. */
export type CipherTask =
  | { readonly kind: 'solve' | 'print' | 'learn'; readonly script: string }
  | { readonly kind: 'answer'; readonly plans: Plans };

/** Each task fills its own field; `plans` is absent where the script has no `n`. */
export interface CipherAnswer {
  readonly milliseconds?: number;
  readonly plans?: Plans;
  readonly times?: AnswerTimes;
}

export interface CipherPorts {
  readonly textOf: (script: string) => Promise<string>;
  /** Loads the evaluator from nothing. */
  readonly evaluator: () => Promise<Evaluator>;
}

/** The same work wherever it runs: in Node and in a worker of Chromium. */
export async function performCipherTask(
  task: CipherTask,
  { textOf, evaluator }: CipherPorts,
): Promise<CipherAnswer> {
  if (task.kind === 'answer') return { times: await timeAnswers(task.plans, evaluator) };
  const text = await textOf(task.script);
  switch (task.kind) {
    case 'solve':
      return { milliseconds: await timed(() => solvePlayer(text, evaluator)) };
    case 'print':
      return { milliseconds: await timed(() => printScript(text)) };
    case 'learn': {
      const plans = await learnPlans(text, evaluator);
      return plans === undefined ? {} : { plans };
    }
  }
}

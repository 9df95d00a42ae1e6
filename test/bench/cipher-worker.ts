import { createQuickJsEvaluator } from '../../src/cipher/quickjs-evaluator';
import { answerMessages } from './answer-tasks';
import { type CipherAnswer, type CipherTask, performCipherTask } from './cipher-task';

answerMessages<CipherTask, CipherAnswer>((task) =>
  performCipherTask(task, {
    textOf: async (path) => (await fetch(path)).text(),
    // As the background loads it.
    evaluator: async () =>
      createQuickJsEvaluator(await WebAssembly.compileStreaming(fetch('/quickjs.wasm'))),
  }),
);

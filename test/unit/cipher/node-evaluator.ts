import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Evaluator } from '../../../src/cipher/evaluator';
import { createQuickJsEvaluator } from '../../../src/cipher/quickjs-evaluator';
import type { RealmLimits } from '../../../src/cipher/quickjs-realm';

/** The evaluator of the extension, its bytes read from the package as Node finds it. */
export async function nodeEvaluator(limits: Partial<RealmLimits> = {}): Promise<Evaluator> {
  const file = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
  return createQuickJsEvaluator(await WebAssembly.compile(await readFile(file)), limits);
}

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Evaluator } from '../../src/cipher/evaluator';
import { createQuickJsEvaluator } from '../../src/cipher/quickjs-evaluator';
import type { RealmLimits } from '../../src/cipher/quickjs-realm';

/** The extension's own evaluator, its WebAssembly read from the package. */
export async function nodeEvaluator(limits: Partial<RealmLimits> = {}): Promise<Evaluator> {
  const { resolve } = createRequire(import.meta.url);
  const wasm = await readFile(resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
  return createQuickJsEvaluator(await WebAssembly.compile(wasm), limits);
}

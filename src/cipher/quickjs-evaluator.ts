import moduleFactory from '@jitl/quickjs-wasmfile-release-sync/emscripten-module';
import { QuickJSFFI } from '@jitl/quickjs-wasmfile-release-sync/ffi';
import { QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { Evaluator } from './evaluator';
import { encodeNatively } from './native-encoding';
import { openRealm, type RealmLimits } from './quickjs-realm';

const defaultLimits: RealmLimits = {
  memoryBytes: 48 * 1024 * 1024,
  stackBytes: 256 * 1024,
  milliseconds: 2000,
};

/**
 * An evaluator from a compiled QuickJS module. The caller compiles it, since only the caller knows
 * where the bytes lie: `import wasmUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url'` and
 * `compileStreaming(fetch(runtime.getURL(wasmUrl)))` in the extension, the file in Node.
 *
 * The trap: the package's own loaders use `import()`, which a service worker refuses. So the
 * emscripten module is made here with `instantiateWasm`, and every import is static.
 */
export async function createQuickJsEvaluator(
  compiled: WebAssembly.Module,
  limits: Partial<RealmLimits> = {},
): Promise<Evaluator> {
  const emscripten = await moduleFactory({
    instantiateWasm(
      imports: WebAssembly.Imports,
      onSuccess: (instance: WebAssembly.Instance) => void,
    ) {
      const instance = new WebAssembly.Instance(compiled, imports);
      onSuccess(instance);
      return instance.exports;
    },
  });
  encodeNatively(emscripten);
  const quickJs = new QuickJSWASMModule(emscripten, new QuickJSFFI(emscripten));
  let sound = true;
  const onLimit = () => {
    sound = false;
  };
  return {
    open: () => openRealm(quickJs, { ...defaultLimits, ...limits }, onLimit),
    isSound: () => sound,
  };
}

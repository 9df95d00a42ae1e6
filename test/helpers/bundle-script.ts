import { build } from 'vite';

/** A content script as the build makes it: one minified function that leaves nothing behind. */
export async function bundleScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'chrome123',
      lib: { entry, formats: ['iife'], name: 'unused', fileName: 'script' },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const code = outputs
    .flatMap((output) => ('output' in output ? output.output : []))
    .map((chunk) => (chunk.type === 'chunk' ? chunk.code : ''));
  return code.join('\n');
}

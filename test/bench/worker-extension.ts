import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../commands/project-root.mjs';
import { bundleScript } from '../helpers/bundle-script';
import { startChromium } from '../helpers/chromium-session';
import { Cleanup } from '../helpers/cleanup';
import { killServiceWorker, openExtensionPage } from '../helpers/extension-pages';
import { createTempDir } from '../helpers/temp-dir';
import type { TaskAnswer } from './answer-tasks';

/** An extension of its own in a real Chromium, whose service worker is ended before each task: it answers as one just woken. */
export interface WorkerExtension<Task, Value> {
  /** One task at a time; both ways as JSON. */
  perform(task: Task): Promise<Value>;
  close(): Promise<void>;
}

/** A file of the extension: a text, or a copy of another file. */
export type ExtensionFile = { readonly text: string } | { readonly copyOf: string };

const manifest = {
  manifest_version: 3,
  name: 'Bench',
  version: '1',
  background: { service_worker: 'worker.js' },
  content_security_policy: {
    extension_pages: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  },
};

/** `script`: a file of this folder, bundled as the build bundles. The worker can fetch the `files`, by name. */
export async function openWorkerExtension<Task, Value>(
  script: string,
  files: Readonly<Record<string, ExtensionFile>>,
): Promise<WorkerExtension<Task, Value>> {
  const cleanup = new Cleanup();
  try {
    const folder = createTempDir('worker');
    cleanup.defer(folder.remove);
    folder.removeAtExit();
    const text = await bundleScript(join(projectRoot, 'test/bench', script));
    const all: Readonly<Record<string, ExtensionFile>> = {
      ...files,
      'worker.js': { text },
      'manifest.json': { text: JSON.stringify(manifest) },
    };
    for (const [name, file] of Object.entries(all)) {
      const path = join(folder.path, name);
      if ('text' in file) writeFileSync(path, file.text);
      else cpSync(file.copyOf, path);
    }
    const session = await startChromium({ extension: folder.path });
    cleanup.defer(session.close);
    const page = await openExtensionPage(session, 'manifest.json');
    const ask = (task: Task | null): Promise<TaskAnswer<Value> | null> =>
      page.evaluate((message) => chrome.runtime.sendMessage(message), task);
    // Once installed it runs; whether it listens already is what an answer tells.
    await ask(null);
    return {
      async perform(task) {
        await killServiceWorker(session);
        const answer = await ask(task);
        if (answer?.kind === 'done') return answer.value;
        throw new Error(answer?.reason ?? 'The service worker gave no answer.');
      },
      close: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

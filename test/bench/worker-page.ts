import { join } from 'node:path';
import { projectRoot } from '../commands/project-root.mjs';
import { bundleScript } from '../helpers/bundle-script';
import { startChromium } from '../helpers/chromium-session';
import { Cleanup } from '../helpers/cleanup';
import type { TaskAnswer } from './answer-tasks';
import { type Served, serveLocally } from './serve-locally';

/** A page of a real Chromium in which workers of ours run. */
export interface WorkerPage<Task, Value> {
  /** Starts a worker of its own. */
  start(): Promise<PageWorker<Task, Value>>;
  close(): Promise<void>;
}

export interface PageWorker<Task, Value> {
  /** One task at a time. */
  perform(task: Task): Promise<Value>;
  end(): Promise<void>;
}

/** `script`: a file of this folder, bundled as the build bundles. The worker can fetch what is `served`, by path. */
export async function openWorkerPage<Task, Value>(
  script: string,
  served: Readonly<Record<string, Served>>,
): Promise<WorkerPage<Task, Value>> {
  const cleanup = new Cleanup();
  try {
    const text = await bundleScript(join(projectRoot, 'test/bench', script));
    const server = await serveLocally({
      ...served,
      '/': { type: 'text/html', body: { text: '<!doctype html><title>Bench</title>' } },
      '/worker.js': { type: 'text/javascript', body: { text } },
    });
    cleanup.defer(server.close);
    const session = await startChromium({ extension: null });
    cleanup.defer(session.close);
    await session.page.goto(server.origin);
    return {
      start: async () => {
        const worker = await session.page.evaluateHandle(() => new Worker('/worker.js'));
        return {
          perform: (task) =>
            worker.evaluate(
              (running, asked) =>
                new Promise<Value>((resolve, reject) => {
                  const hear = ({ data }: MessageEvent<TaskAnswer<Value>>): void => {
                    if (data.kind !== 'done' && data.kind !== 'failed') return;
                    running.removeEventListener('message', hear);
                    if (data.kind === 'done') resolve(data.value);
                    else reject(new Error(data.reason));
                  };
                  running.addEventListener('message', hear);
                  running.postMessage(asked);
                }),
              task,
            ),
          end: async () => {
            await worker.evaluate((running) => running.terminate());
            await worker.dispose();
          },
        };
      },
      close: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

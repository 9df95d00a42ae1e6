import { GuardedFile } from '../../src/engine/guarded-file';
import { mux } from '../../src/media/mux';
import { verifyMedia } from '../../src/media/verify';
import type { MuxAnswer, MuxTask } from './mux-tasks';

/** One read and one write cost a call each; bigger ones were no faster. */
const copyBytes = 1024 * 1024;
const signal = new AbortController().signal;

const { port1, port2 } = new MessageChannel();
/** As the engine's worker gives its thread back. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
const pace = {
  breathe,
  uptime: () => performance.now(),
  onProgress: (done: number) => self.postMessage({ kind: 'progress', done } satisfies MuxAnswer),
};

/** Does one task on the files `video` and `audio` in OPFS; answers with the milliseconds of the work itself. */
async function perform(task: MuxTask): Promise<number> {
  switch (task.kind) {
    case 'fill':
      return withFiles(task.files, async (files) => {
        for (const [at, name] of task.files.entries()) await fill(files[at], `/${name}`);
      });
    case 'copy':
      return withFiles(['video', 'audio', 'copy'], async ([video, audio, copy]) => {
        const start = performance.now();
        copyAll([video, audio], copy);
        return performance.now() - start;
      });
    case 'mux':
      return withFiles(['video', 'audio', 'out'], async ([video, audio, out]) => {});
  }
}

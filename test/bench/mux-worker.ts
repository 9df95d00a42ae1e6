import { GuardedFile } from '../../src/engine/guarded-file';
import { type MuxedTrack, mux } from '../../src/media/mux';
import type { PacePorts } from '../../src/media/pace';
import { verifyMedia } from '../../src/media/verify';
import { answerTasks } from './answer-tasks';
import type { MuxTask, MuxTimes } from './mux-task';
import { timed } from './timed';

/** As big as the muxer's own buffer for writing. */
const copyBuffer = new Uint8Array(1024 * 1024);
const { signal } = new AbortController();

const { port1, port2 } = new MessageChannel();
const pace: PacePorts = {
  // As the engine's worker gives its thread back, and tells how far it is.
  breathe: () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    }),
  uptime: () => performance.now(),
  onProgress: (done) => self.postMessage({ kind: 'progress', done }),
};

async function open(name: string): Promise<GuardedFile> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle(name, { create: true });
  return new GuardedFile(await file.createSyncAccessHandle());
}

async function fill(file: GuardedFile, address: string): Promise<void> {
  const { body } = await fetch(address);
  let at = 0;
  for await (const piece of body ?? []) at += file.write(piece, { at });
}

/** The bytes of the sources, one after the other, into the target. */
function copy(sources: readonly GuardedFile[], target: GuardedFile): void {
  let end = 0;
  for (const source of sources) {
    const size = source.getSize();
    for (let at = 0; at < size; ) {
      const read = source.read(copyBuffer, { at });
      target.write(copyBuffer.subarray(0, read), { at: end });
      at += read;
      end += read;
    }
  }
}

interface Files {
  readonly video: GuardedFile;
  readonly audio: GuardedFile;
  /** Empty. */
  readonly target: GuardedFile;
}

async function timesOf(task: MuxTask, { video, audio, target }: Files): Promise<MuxTimes> {
  switch (task.do) {
    case 'fill':
      return {
        fill: await timed(() => Promise.all([fill(video, task.video), fill(audio, task.audio)])),
      };
    case 'copy':
      return { copy: await timed(() => copy([video, audio], target)) };
    case 'mux': {
      const { extension } = task;
      const sources = [
        { kind: 'video', file: video },
        { kind: 'audio', file: audio },
      ] as const;
      let muxed: readonly MuxedTrack[] = [];
      const muxTime = await timed(async () => {
        muxed = await mux({ sources, extension, target }, pace, signal);
      });
      const verify = await timed(() => verifyMedia(target, { extension, muxed }, pace, signal));
      return { mux: muxTime, verify };
    }
  }
}

/** The files' opening, flushing and emptying is no part of the times. */
async function perform(task: MuxTask): Promise<MuxTimes> {
  const files = {
    video: await open('video'),
    audio: await open('audio'),
    target: await open('target'),
  };
  try {
    files.target.truncate(0);
    if (task.do === 'fill') for (const file of [files.video, files.audio]) file.truncate(0);
    return await timesOf(task, files);
  } finally {
    for (const file of Object.values(files)) {
      file.flush();
      file.close();
    }
  }
}

answerTasks(perform);

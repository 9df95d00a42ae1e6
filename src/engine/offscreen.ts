import { createSender, receive } from '../platform/channel';
import { keepEngineAlive } from '../platform/keep-alive';
import { onPortConnect } from '../platform/ports';
import type { EngineEvents } from '../protocol/background';
import type { EngineRequests, LendRequests } from '../protocol/engine';
import { type JobsPortMessage, jobsPortName } from '../protocol/jobs-port';
import { systemClock } from '../transfer/clock';
import { isEngineLockHeld } from './engine-lock';
import { startEngineHost } from './host';
import { Lender } from './lender';
import { opfsFile } from './opfs-files';

const urls = {
  createUrl: (blob: Blob) => URL.createObjectURL(blob),
  revokeUrl: (url: string) => URL.revokeObjectURL(url),
};
/** The engine before this one ended while the browser went on. */
const isAgain = location.search === '?again';
const host = startEngineHost({
  ...urls,
  // The bundler wants the options as they stand.
  createWorker: (isReplacement) =>
    isReplacement || isAgain
      ? new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'replacement' })
      : new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  isWorkerAlive: isEngineLockHeld,
  clock: systemClock,
  events: createSender<EngineEvents>('background'),
  keepAlive: keepEngineAlive,
  openFile: async (path) => opfsFile(await navigator.storage.getDirectory(), path),
});
const lender = new Lender({ ...urls, fetch: (...asked) => fetch(...asked) });

receive<EngineRequests & LendRequests>('engine', {
  ...host.requests,
  lendText: lender.text,
  lendPicture: lender.picture,
});
onPortConnect<JobsPortMessage, never>(jobsPortName, host.openPort);

// Firefox holds best-effort storage to 10 GiB; with unlimitedStorage it grants this without asking.
navigator.storage
  .persist()
  .catch((error: unknown) => console.warn('Storage may be evicted.', error));

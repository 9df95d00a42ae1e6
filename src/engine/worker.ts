import { systemClock } from '../transfer/clock';
import { HostGate } from '../transfer/host-gate';
import { answerCommands } from './answer-commands';
import { breathe } from './breathe';
import { JobEngine } from './job-engine';
import { openJournal } from './journal';
import { opfsFiles } from './opfs-files';
import { policedFetch } from './policed-fetch';
import type { HostToWorker, WorkerToHost } from './worker-protocol';

/** Held as long as the worker lives: a second engine waits until the first one is gone. */
const engineLock = 'reelkeep-engine';

const post = (message: WorkerToHost): void => self.postMessage(message);

async function freeBytes(): Promise<number | undefined> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? undefined : quota - usage;
}

async function begin(): Promise<JobEngine> {
  await new Promise<void>((locked, failed) => {
    const forEver = (): Promise<never> => {
      locked();
      return new Promise(() => undefined);
    };
    navigator.locks.request(engineLock, forEver).catch(failed);
  });
  const engine = new JobEngine({
    journal: await openJournal(),
    files: opfsFiles(await navigator.storage.getDirectory()),
    transfer: {
      // Called as a plain function: without its global, fetch throws.
      fetch: policedFetch((url, init) => fetch(url, init), self, systemClock),
      clock: systemClock,
      gate: new HostGate(systemClock),
      random: Math.random,
    },
    breathe,
    freeBytes,
    report: (report) => post({ kind: 'report', report }),
  });
  await engine.load();
  return engine;
}

const answer = answerCommands(begin(), post);
self.addEventListener('message', ({ data }: MessageEvent<HostToWorker>) => answer(data));

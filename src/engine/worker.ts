import { version } from '../../manifest.json';
import { systemClock } from '../transfer/clock';
import { HostGate } from '../transfer/host-gate';
import { answerCommands } from './answer-commands';
import { beginAgain } from './begin-again';
import { breathe } from './breathe';
import { holdEngineLock } from './engine-lock';
import { type EnginePorts, startJobEngine } from './job-engine';
import { openJournal } from './journal';
import { browserNetwork } from './network';
import { opfsCopies } from './opfs-copies';
import { opfsFiles } from './opfs-files';
import { policedFetch } from './policed-fetch';
import type { Commands, HostToWorker, WorkerToHost } from './worker-protocol';

const post = (message: WorkerToHost): void => self.postMessage(message);
const root = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();

async function freeBytes(): Promise<number | undefined> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? undefined : quota - usage;
}

function localMinute(): number {
  const now = new Date();
  return now.getHours() * 60 + now.getMinutes() + now.getSeconds() / 60;
}

const ports: EnginePorts = {
  isReplacement: self.name === 'replacement',
  journal: openJournal(opfsCopies(root)),
  files: opfsFiles(root),
  privateFiles: opfsFiles(root, 'private'),
  gate: new HostGate(systemClock),
  transfer: {
    // Called as a plain function: without its global, fetch throws.
    fetch: policedFetch((url, init) => fetch(url, init)),
    clock: systemClock,
    random: Math.random,
  },
  breathe,
  network: browserNetwork(self),
  localMinute,
  freeBytes,
  about: `Reelkeep ${version}, ${navigator.userAgent}`,
  report: (report) => post({ kind: 'report', report }),
};

// A second engine waits until the first one is gone.
const alone = holdEngineLock();

async function begin(): Promise<Commands> {
  await alone;
  return startJobEngine(ports);
}

const answer = answerCommands(beginAgain(begin, systemClock), post);
self.addEventListener('message', ({ data }: MessageEvent<HostToWorker>) => answer(data));

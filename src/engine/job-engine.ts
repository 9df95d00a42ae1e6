import type { JobRequest } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import { Turns } from '../jobs/turns';
import type { PacePorts } from '../media/pace';
import type { Clock } from '../transfer/clock';
import type { HostGate } from '../transfer/host-gate';
import { EngineTuning } from './engine-tuning';
import type { TransferPorts } from './fetch-parts';
import { jobCommands } from './job-commands';
import type { Entry } from './job-entry';
import { JobFailures } from './job-failures';
import type { JobFiles } from './job-files';
import { JobRunner } from './job-runner';
import { JobSaving } from './job-saving';
import { JobTable } from './job-table';
import type { Journal } from './journal';
import type { Network } from './network';
import { PageRequests } from './page-requests';
import { privateHome } from './private-home';
import { queueCommands } from './queue-commands';
import { QueuePump } from './queue-pump';
import { quietly } from './quietly';
import { neededRoom } from './room';
import { findStrays, type Owners, removeStrays } from './strays';
import { takeUpJournal } from './take-up';
import type { Commands, RenewRequest, WorkerReport } from './worker-protocol';

export interface EnginePorts {
  /** The engine before it died or hung while the browser went on. */
  readonly isReplacement: boolean;
  readonly journal: Journal;
  readonly files: JobFiles;
  /** For jobs from private windows; emptied whenever the engine starts. */
  readonly privateFiles: JobFiles;
  readonly transfer: Pick<TransferPorts, 'fetch' | 'clock' | 'random' | 'stallLimitMs'>;
  readonly gate: HostGate;
  readonly breathe: PacePorts['breathe'];
  readonly network: Network;
  /** Minutes since local midnight, with a fraction. */
  readonly localMinute: () => number;
  /** What the browser would still let us write, in bytes; undefined where it does not say. */
  readonly freeBytes: () => Promise<number | undefined>;
  /** Version and browser, for the head of a log. */
  readonly about: string;
  readonly report: (report: WorkerReport) => void;
}

const freeBytesWaitMs = 5_000;

/**
 * The jobs, their queue and their journal. Lives in the engine's worker; nothing else writes either.
 * Takes up what the journal has: unfinished jobs go on by themselves.
 */
export async function startJobEngine(ports: EnginePorts): Promise<Commands> {
  const { journal, files, privateFiles, report, network } = ports;
  const { clock } = ports.transfer;
  const homes = { own: { journal, files }, private: privateHome(privateFiles) };
  const tuning = new EngineTuning(clock, ports.gate);
  const turns = new Turns();
  const renewals = new PageRequests<RenewRequest, Renewal>(
    (renewal) => report({ kind: 'renewal-wanted', renewal }),
    clock.setTimer,
  );
  const completions = new PageRequests<JobRequest, JobRequest>(
    (request) => report({ kind: 'completion-wanted', request }),
    clock.setTimer,
  );
  const freeBytes = (): Promise<number | undefined> => inTime(ports.freeBytes(), clock);
  const table = new JobTable({
    clock,
    report,
    homeOf: ({ request }) => (request.origin.isPrivate ? homes.private : homes.own),
  });
  const pump = (): void => queue.pump();
  const failures = new JobFailures(table, clock, freeBytes, pump);
  const saving = new JobSaving(table, failures, clock, report, (entry) => {
    table.advance(entry, { kind: 'queued' });
    pump();
  });
  const runner = new JobRunner(table, failures, {
    transfer: () => {
      const { slowShare, connectionsPerHost, fragmentsAtOnce } = tuning.settings;
      const tuned = { slowShare, connectionsPerHost, fragmentsAtOnce };
      return { ...ports.transfer, gate: ports.gate, ...tuned };
    },
    limiter: tuning.limiter,
    breathe: ports.breathe,
    renew: renewals.ask,
    complete: completions.ask,
    isOnline: network.isOnline,
    freeBytesFor: async (entry) => {
      const free = await freeBytes();
      if (free === undefined) return undefined;
      const others = table.all().filter((other) => takesRoom(other) && other !== entry);
      return others.reduce((left, { record, copied }) => left - neededRoom(record, copied), free);
    },
    onFinished: (entry) => saving.handOver(entry),
    onRest: pump,
  });
  const queue: QueuePump = new QueuePump(table, runner, { ...ports, clock, freeBytes });

  await quietly(privateFiles.clear());
  const { unread } = await takeUpJournal(journal, table, saving, ports);
  network.onChange(() => (network.isOnline() ? queue.networkIsBack() : pump()));

  const commands = jobCommands({
    ...{ table, turns, failures, pump },
    ...{ wallTime: clock.wallTime, about: ports.about },
  });
  const owners: Owners = {
    ids: () => table.all().map(({ record }) => record.job.request.id),
    spared: unread,
  };
  return {
    ...commands,
    endPrivate: async (request) => {
      const ended = await commands.endPrivate(request);
      const isOver = !table.all().some(({ record }) => record.job.request.origin.isPrivate);
      // What an engine before may have left is none of a job.
      if (isOver) await quietly(privateFiles.clear());
      return ended;
    },
    ...queueCommands({ table, turns, pump }),
    saveStarted: saving.saveStarted,
    saveRefused: saving.saveRefused,
    saveEnded: saving.saveEnded,
    saveStands: saving.saveStands,
    renewed: ({ id, renewal }) => renewals.answer(id, renewal),
    notRenewed: ({ id, error }) => renewals.refuse(id, error),
    completed: ({ id, request }) => completions.answer(id, request),
    notCompleted: ({ id, error }) => completions.refuse(id, error),
    strays: () => findStrays(files, owners),
    removeStrays: () => removeStrays(files, owners),
    configure: async (settings) => {
      if (tuning.set(settings)) runner.interruptTransfers();
      queue.configure(settings);
    },
  };
}

/** Its bytes go on coming: by its run, or by the browser that writes the saved copy. */
const takesRoom = ({ run, record }: Entry): boolean =>
  run !== undefined || record.job.current.state === 'saving';

/** A browser that does not tell its room in time is one that does not say. */
function inTime(bytes: Promise<number | undefined>, clock: Clock): Promise<number | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(freeBytesWaitMs, () => resolve(undefined));
    const end = (value: number | undefined): void => {
      cancel();
      resolve(value);
    };
    bytes.then(end, (error: unknown) => {
      console.warn('The browser does not tell how much room there is.', error);
      end(undefined);
    });
  });
}

import { asReelkeepError, ReelkeepError } from '../errors';
import { isTransfer } from '../jobs/queue-policy';
import type { Wait } from '../jobs/reduce-job';
import type { PacePorts } from '../media/pace';
import { joinLimiters, type Limiter } from '../transfer/rate-limiter';
import type { TransferNote } from '../transfer/transfer-note';
import { begun, isSuspect, unhindered } from './attempts';
import { dueAfter } from './due';
import type { TransferPorts } from './fetch-parts';
import type { Entry } from './job-entry';
import type { JobFailures } from './job-failures';
import type { JobTable } from './job-table';
import { noRemedies, type Renew } from './renewals';
import { missingRoom } from './room';
import { type Complete, type JobHold, runJob } from './run-job';

export interface RunnerPorts {
  readonly transfer: () => TransferPorts;
  readonly breathe: PacePorts['breathe'];
  readonly renew: Renew;
  readonly complete: Complete;
  /** The limit over all jobs. */
  readonly limiter: Limiter;
  readonly isOnline: () => boolean;
  /** What this job may still take of the disk, in bytes, beside the others that run. */
  readonly freeBytesFor: (entry: Entry) => Promise<number | undefined>;
  /** A run made a file that waits to be saved. */
  readonly onFinished: (entry: Entry) => Promise<void>;
  /** A place is free. */
  readonly onRest: () => void;
}

/** Runs jobs, and takes them from their work. */
export class JobRunner {
  constructor(
    private readonly table: JobTable,
    private readonly failures: JobFailures,
    private readonly ports: RunnerPorts,
  ) {}

  start(entry: Entry): void {
    const abort = new AbortController();
    // Each run counts as an attempt: of before it only.
    const wasSuspect = isSuspect(entry.record);
    entry.run = { abort, ended: this.#run(entry, abort.signal), isSuspect: wasSuspect };
  }

  /** At once, and whatever it does: what is on the disk stays. Without a wait it goes back into the line. */
  interrupt(entry: Entry, wait?: Wait): void {
    if (entry.run?.abort.signal.aborted) return;
    this.table.advance(entry, wait ? { kind: 'waiting', wait } : { kind: 'queued' });
    entry.run?.abort.abort();
  }

  /** They go on in a moment, with the settings of now; what is on the disk stays. */
  interruptTransfers(): void {
    for (const entry of this.table.active()) {
      if (entry.run && isTransfer(entry.record.job)) this.interrupt(entry);
    }
  }

  async #run(entry: Entry, signal: AbortSignal): Promise<void> {
    try {
      const hold = this.#hold(entry, signal);
      entry.isRefused = false;
      delete entry.isUnanswered;
      delete entry.isLastTry;
      entry.record = begun(entry.record);
      await this.table.put(entry);
      signal.throwIfAborted();
      const transfer = this.#transferOf(entry);
      await runJob(hold, { ...this.ports, files: entry.home.files, transfer }, signal);
      // The engine did not die of it.
      entry.record = unhindered(entry.record);
      await this.table.put(entry);
      if (entry.record.job.current.state === 'saving') await this.ports.onFinished(entry);
    } catch (thrown) {
      entry.record = unhindered(entry.record);
      const failure = asReelkeepError(signal.aborted ? signal.reason : thrown);
      const isInterrupted = signal.aborted && failure.code === 'cancelled';
      if (isInterrupted) await this.table.put(entry);
      else await this.failures.settle(entry, failure);
    } finally {
      delete entry.run;
      this.ports.onRest();
    }
  }

  #hold(entry: Entry, signal: AbortSignal): JobHold {
    const { table } = this;
    const { remedies = noRemedies() } = entry;
    delete entry.remedies;
    return {
      remedies,
      record: () => entry.record,
      isRefused: entry.isRefused,
      isUnanswered: entry.isUnanswered === true,
      isLastTry: entry.isLastTry === true,
      // Once it is interrupted, what it still says is of the past.
      advance: (event) => {
        if (!signal.aborted) table.advance(entry, event);
      },
      keep: async (change, durability) => {
        const before = isSuspect(entry.record);
        await table.keep(entry, change, durability);
        // Another may have waited for it to prove itself.
        if (before && entry.run?.isSuspect && !isSuspect(entry.record)) this.ports.onRest();
      },
      forgetOutput: () => {
        const { output, ...rest } = entry.record;
        entry.record = rest;
      },
      restUntil: (until) => {
        const { clock } = this.ports.transfer();
        entry.due = dueAfter(clock, until - clock.wallTime());
        entry.remedies = remedies;
        this.interrupt(entry, { reason: 'advertisements', until });
      },
      note: (what, facts) => table.note(entry, what, facts),
      demandRoom: async () => {
        const missing = missingRoom(entry.record, await this.ports.freeBytesFor(entry));
        if (!missing) return;
        throw new ReelkeepError('disk-full', 'There is no room for the finished file.', {
          facts: { ...missing },
        });
      },
    };
  }

  #transferOf(entry: Entry): TransferPorts {
    return {
      ...this.ports.transfer(),
      limiter: joinLimiters(entry.limiter, this.ports.limiter),
      note: ({ kind, ...facts }: TransferNote) => {
        this.table.note(entry, kind, facts);
        const isLost = kind === 'try-failed' && 'code' in facts && facts.code === 'network-lost';
        // Where the browser says so too, no retry is worth its while: the job waits for the network.
        if (isLost && !this.ports.isOnline()) entry.run?.abort.abort(offline());
      },
    };
  }
}

const offline = (): ReelkeepError =>
  new ReelkeepError('network-lost', 'The browser is offline.', { facts: { offline: true } });

import { type ErrorFacts, ReelkeepError } from '../errors';
import { isActive, type Job, type JobId, type JobState } from '../jobs/job';
import { boundLog, logEntry, stateEntry } from '../jobs/job-log';
import type { JournalRecord } from '../jobs/journal-record';
import { type JobEvent, reduceJob } from '../jobs/reduce-job';
import { Turns } from '../jobs/turns';
import type { Clock } from '../transfer/clock';
import { RateLimiter } from '../transfer/rate-limiter';
import { changed } from './attempts';
import type { Entry, JobHome } from './job-entry';
import type { Durability } from './journal';
import { quietly } from './quietly';
import type { WorkerReport } from './worker-protocol';

export interface TablePorts {
  readonly clock: Clock;
  /** By whether the job came from a private window. */
  readonly homeOf: (job: Job) => JobHome;
  readonly report: (report: WorkerReport) => void;
}

/** All jobs, with their records in the journal and their logs. What it costs does not grow with their number. */
export class JobTable {
  readonly #entries = new Map<JobId, Entry>();
  /** What is written of a job is its state when its turn comes: no older one overtakes. */
  readonly #writes = new Turns();

  constructor(private readonly ports: TablePorts) {}

  /** Nobody is told yet. */
  add(record: JournalRecord): Entry {
    const { job } = record;
    const entry: Entry = {
      record,
      home: this.ports.homeOf(job),
      limiter: new RateLimiter(this.ports.clock, job.options.speedLimit),
      isRefused: false,
      isUrgent: false,
      unlogged: [],
    };
    this.#entries.set(job.request.id, entry);
    return entry;
  }

  /** A job that is new: it is told, and its log begins. */
  begin(entry: Entry): void {
    const { job } = entry.record;
    this.#log(entry, stateEntry(job.createdAt, job.current));
    for (const { what, ...facts } of job.request.notes ?? []) this.note(entry, what, facts);
    this.tell(entry);
  }

  get(id: JobId): Entry | undefined {
    return this.#entries.get(id);
  }

  /** @throws job-not-found */
  find(id: JobId): Entry {
    const entry = this.#entries.get(id);
    if (entry) return entry;
    throw new ReelkeepError('job-not-found', 'There is no such job.');
  }

  all(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  /** Those that have not ended. */
  active(): readonly Entry[] {
    return this.all().filter(({ record }) => isActive(record.job));
  }

  tell({ record }: Entry): void {
    this.ports.report({ kind: 'changed', job: record.job });
  }

  /** Whether the event still fitted. It is told and logged, but not yet journalled. */
  advance(entry: Entry, event: JobEvent): boolean {
    const moved = this.reduce(entry, event);
    if (moved) this.tell(entry);
    return moved;
  }

  /** Like `advance`, but nobody is told. */
  reduce(entry: Entry, event: JobEvent): boolean {
    const before = entry.record.job;
    const job = reduceJob(before, event, this.ports.clock.wallTime());
    if (job === before) return false;
    entry.record = { ...entry.record, job };
    if (job.options !== before.options) entry.limiter.bytesPerSecond = job.options.speedLimit;
    if (event.kind === 'requested' || isNews(before.current, job.current)) {
      this.#log(entry, stateEntry(job.updatedAt, job.current));
    }
    return true;
  }

  note(entry: Entry, what: string, facts: ErrorFacts = {}): void {
    this.#log(entry, logEntry(this.ports.clock.wallTime(), what, facts));
  }

  /** A state that cannot be journalled (a full disk) still holds until the engine ends: no command fails for it. */
  async put(entry: Entry): Promise<void> {
    const written = this.#write(entry, () => entry.home.journal.put(entry.record));
    await Promise.all([quietly(written), this.writeLog(entry)]);
  }

  /** Jobs that are new, in one step; their logs are written with what comes next. */
  async putAll(entries: readonly Entry[]): Promise<void> {
    const homes = new Set(entries.map(({ home }) => home));
    const writes = [...homes].map((home) => {
      const records = entries.filter((entry) => entry.home === home).map(({ record }) => record);
      return quietly(home.journal.putAll(records));
    });
    await Promise.all(writes);
  }

  /** Changes what the record says of the disk, once the journal has it. */
  async keep(
    entry: Entry,
    change: Partial<Pick<JournalRecord, 'parts' | 'output'>>,
    durability?: Durability,
  ): Promise<void> {
    await this.#write(entry, async () => {
      await entry.home.journal.put(changed(entry.record, change), durability);
      entry.record = changed(entry.record, change);
    });
    await this.writeLog(entry);
  }

  /** What the log has gathered goes into the journal; what that does not take is kept for the next time. */
  writeLog(entry: Entry): Promise<void> {
    const before = entry.logWriting ?? Promise.resolve();
    entry.logWriting = before.then(async () => {
      const lines = entry.unlogged;
      if (lines.length === 0) return;
      entry.unlogged = [];
      try {
        await entry.home.journal.appendLog(entry.record.job.request.id, lines);
      } catch (error) {
        console.warn('The log of a job could not be kept.', error);
        entry.unlogged = boundLog([...lines, ...entry.unlogged]);
      }
    });
    return entry.logWriting;
  }

  /** Every file of the job. The record, not yet journalled, then says so. */
  async dropFiles(entry: Entry): Promise<void> {
    const { output, ...rest } = entry.record;
    entry.record = { ...rest, parts: [] };
    await entry.home.files.removeAll(rest.job.request.id);
  }

  /** The job is known no more; its files go first. */
  async remove(entry: Entry): Promise<void> {
    const { id } = entry.record.job.request;
    await entry.home.files.removeAll(id);
    await this.#write(entry, () => entry.home.journal.remove(id));
    this.#entries.delete(id);
    this.ports.report({ kind: 'removed', id });
  }

  #write(entry: Entry, work: () => Promise<void>): Promise<void> {
    return this.#writes.take(entry.record.job.request.id, work);
  }

  #log(entry: Entry, line: Entry['unlogged'][number]): void {
    entry.unlogged = boundLog([...entry.unlogged, line]);
  }
}

/** Progress is none. */
const isNews = (before: JobState, now: JobState): boolean =>
  before.state !== now.state ||
  (before.state === 'waiting' && now.state === 'waiting' && before.reason !== now.reason);

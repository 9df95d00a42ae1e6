import { asReelkeepError, fromErrorData, ReelkeepError, toErrorData } from '../errors';
import { isActive, type JobId } from '../jobs/job';
import { type JournalRecord, journalVersion } from '../jobs/journal-record';
import { type JobEvent, newJob, reduceJob } from '../jobs/reduce-job';
import { Turns } from '../jobs/turns';
import { begun, changed, isStuck, stuckError, unhindered } from './attempts';
import type { Journal } from './journal';
import { PageRequests } from './page-requests';
import { roomFacts } from './room-facts';
import { type RunPorts, runJob } from './run-job';
import { saveEvent } from './save-event';
import type {
  CommandAnswer,
  CommandRequest,
  WorkerCommands,
  WorkerReport,
} from './worker-protocol';

export interface EnginePorts extends Omit<RunPorts, 'renew'> {
  readonly journal: Journal;
  /** What the browser would still let us write, in bytes; undefined where it does not say. */
  readonly freeBytes: () => Promise<number | undefined>;
  readonly report: (report: WorkerReport) => void;
}

interface Entry {
  record: JournalRecord;
  /** The server refused its addresses: the next run asks the page for others first. */
  isRefused?: boolean;
  run?: { readonly abort: AbortController; readonly ended: Promise<void> };
}

/** More side by side would only share the same connections. */
const mostAtOnce = 2;
/** After a restart the browser may be about to say how the save ended: until then it is not asked again. */
const lateNewsMs = 3_000;

/** What a retry must not build on: bytes of another content, or bytes that did not make a good file. */
const spoils: ReadonlySet<string> = new Set(['content-changed', 'verification-failed']);
const refusals: ReadonlySet<string> = new Set(['http-403', 'http-410']);

/** The jobs, their queue and their journal. Lives in the engine's worker; nothing else writes either. */
export class JobEngine implements Commands {
  readonly #entries = new Map<JobId, Entry>();
  readonly #turns = new Turns();

  readonly #page: PageRequests;

  constructor(private readonly ports: EnginePorts) {
    const { clock } = ports.transfer;
    this.#page = new PageRequests(ports.report, (ms, callback) => clock.setTimer(ms, callback));
  }

  /** Takes up the journal: unfinished jobs go on by themselves. Call it once, before any command. */
  async load(): Promise<void> {
    const { records, damaged } = await this.ports.journal.load();
    for (const id of damaged) await this.ports.files.removeAll(id);
    for (const record of records) {
      const entry: Entry = { record };
      this.#entries.set(record.job.request.id, entry);
      if (record.job.current.state === 'saving') this.#awaitLateNews(entry);
      else if (isActive(record.job)) this.#takeUp(entry);
    }
    const jobs = [...this.#entries.values()].map(({ record }) => record.job);
    this.ports.report({ kind: 'loaded', jobs });
    this.#pump();
  }

  /** Back in the line, unless it has brought the engine down too often. */
  #takeUp(entry: Entry): void {
    const { record } = entry;
    const failed = { kind: 'failed', error: stuckError(record) } as const;
    this.#reduce(entry, isStuck(record) ? failed : { kind: 'queued' });
  }

  start(request: CommandRequest<'start'>): Promise<CommandAnswer<'start'>> {
    const { id } = request;
    return this.#turns.take(id, async () => {
      const known = this.#entries.get(id);
      if (known && isActive(known.record.job)) return { id, alreadyRunning: true };
      const entry = known ?? this.#create(request);
      entry.record = unhindered(entry.record);
      if (known) this.#advance(known, { kind: 'requested', request });
      else this.ports.report({ kind: 'changed', job: entry.record.job });
      await this.#put(entry);
      this.#pump();
      return { id, alreadyRunning: false };
    });
  }

  cancel({ id }: CommandRequest<'cancel'>): Promise<CommandAnswer<'cancel'>> {
    return this.#turns.take(id, async () => {
      const entry = this.#find(id);
      const active = isActive(entry.record.job);
      this.#advance(entry, { kind: 'cancelled' });
      if (entry.record.job.current.state !== 'cancelled') return { cancelled: false };
      entry.run?.abort.abort();
      await entry.run?.ended;
      await this.#dropFiles(entry);
      await this.#put(entry);
      return { cancelled: active };
    });
  }

  retry({ id }: CommandRequest<'retry'>): Promise<void> {
    return this.#turns.take(id, async () => {
      const entry = this.#find(id);
      const { job } = entry.record;
      if (isActive(job)) return;
      entry.isRefused = job.current.state === 'failed' && refusals.has(job.current.error.code);
      entry.record = unhindered(entry.record);
      this.#advance(entry, { kind: 'queued' });
      await this.#put(entry);
      this.#pump();
    });
  }

  forget({ id }: CommandRequest<'forget'>): Promise<void> {
    return this.#turns.take(id, async () => {
      const entry = this.#find(id);
      if (isActive(entry.record.job)) {
        throw new ReelkeepError('message-invalid', 'A job that runs is cancelled, not forgotten.');
      }
      await this.ports.files.removeAll(id);
      await this.ports.journal.remove(id);
      this.#entries.delete(id);
      this.ports.report({ kind: 'removed', id });
    });
  }

  async saveStarted({ id, downloadId }: CommandRequest<'saveStarted'>): Promise<void> {
    const entry = this.#find(id);
    this.#advance(entry, { kind: 'saving', downloadId });
    await this.#put(entry);
  }

  async saveRefused({ id, error }: CommandRequest<'saveRefused'>): Promise<void> {
    const entry = this.#find(id);
    if (entry.record.job.current.state === 'saving') await this.#fail(entry, fromErrorData(error));
  }

  async saveEnded({ downloadId, outcome }: CommandRequest<'saveEnded'>): Promise<void> {
    const entry = [...this.#entries.values()].find(
      ({ record: { job } }) =>
        job.current.state === 'saving' && job.current.downloadId === downloadId,
    );
    if (!entry) return;
    this.#advance(entry, saveEvent(downloadId, outcome, entry.record.output?.bytes));
    // A save that failed leaves the finished file: saving it again needs nothing else.
    if (entry.record.job.current.state === 'done') await this.#dropFiles(entry);
    await this.#put(entry);
  }

  renewed(request: CommandRequest<'renewed'>): Promise<void> {
    return this.#page.renewed(request);
  }

  notRenewed(request: CommandRequest<'notRenewed'>): Promise<void> {
    return this.#page.notRenewed(request);
  }

  #create(request: CommandRequest<'start'>): Entry {
    const job = newJob(request, this.#now());
    const entry: Entry = { record: { version: journalVersion, job, parts: [] } };
    this.#entries.set(request.id, entry);
    return entry;
  }

  #find(id: JobId): Entry {
    const entry = this.#entries.get(id);
    if (entry) return entry;
    throw new ReelkeepError('job-not-found', 'There is no such job.');
  }

  #pump(): void {
    const entries = [...this.#entries.values()];
    const waiting = entries
      .filter(({ run, record }) => !run && record.job.current.state === 'queued')
      .toSorted((a, b) => a.record.job.createdAt - b.record.job.createdAt);
    const free = mostAtOnce - entries.filter(({ run }) => run).length;
    for (const entry of waiting.slice(0, Math.max(0, free))) {
      const abort = new AbortController();
      entry.run = { abort, ended: this.#run(entry, abort.signal) };
    }
  }

  async #run(entry: Entry, signal: AbortSignal): Promise<void> {
    try {
      const { isRefused = false } = entry;
      entry.isRefused = false;
      entry.record = begun(entry.record);
      await this.#put(entry);
      signal.throwIfAborted();
      const hold = {
        record: () => entry.record,
        isRefused,
        advance: (event: JobEvent) => this.#advance(entry, event),
        keep: async (change: Partial<JournalRecord>, durability?: 'strict') => {
          await this.ports.journal.put(changed(entry.record, change), durability);
          entry.record = changed(entry.record, change);
        },
      };
      await runJob(hold, { ...this.ports, renew: this.#page.renew }, signal);
      entry.record = unhindered(entry.record);
      if (entry.record.job.current.state === 'saving') await this.#handOver(entry);
    } catch (thrown) {
      if (!signal.aborted) await this.#fail(entry, asReelkeepError(thrown));
    } finally {
      delete entry.run;
      this.#pump();
    }
  }

  async #handOver({ record: { job, output } }: Entry): Promise<void> {
    const { id, file, output: container } = job.request;
    if (!output) throw new ReelkeepError('internal', 'Nothing is finished that could be saved.');
    const path = await this.ports.files.path(id, output.name);
    this.ports.report({ kind: 'hand-over', handOver: { id, path, mime: container.mime, file } });
  }

  #awaitLateNews(entry: Entry): void {
    const before = entry.record.job;
    this.ports.transfer.clock.setTimer(lateNewsMs, () => {
      if (entry.record.job === before) this.#again(entry);
    });
  }

  /** Through the queue, which looks whether the finished file is still whole. */
  #again(entry: Entry): void {
    this.#advance(entry, { kind: 'queued' });
    this.#pump();
  }

  async #fail(entry: Entry, error: ReelkeepError): Promise<void> {
    const room =
      error.code === 'disk-full' ? roomFacts(entry.record, await this.ports.freeBytes()) : {};
    const data = toErrorData(error);
    const facts = { ...data.facts, ...room };
    this.#advance(entry, { kind: 'failed', error: { ...data, facts } });
    if (spoils.has(error.code)) await quietly(this.#dropFiles(entry));
    await this.#put(entry);
  }

  async #dropFiles(entry: Entry): Promise<void> {
    const { output, ...rest } = entry.record;
    entry.record = { ...rest, parts: [] };
    await this.ports.files.removeAll(rest.job.request.id);
  }

  #advance(entry: Entry, event: JobEvent): void {
    if (this.#reduce(entry, event)) {
      this.ports.report({ kind: 'changed', job: entry.record.job });
    }
  }

  #reduce(entry: Entry, event: JobEvent): boolean {
    const job = reduceJob(entry.record.job, event, this.#now());
    const changed = job !== entry.record.job;
    if (changed) entry.record = { ...entry.record, job };
    return changed;
  }

  /** A state that cannot be journalled (a full disk) still holds until the engine ends: no command fails for it. */
  #put({ record }: Entry): Promise<void> {
    return quietly(this.ports.journal.put(record));
  }

  #now(): number {
    return this.ports.transfer.clock.wallTime();
  }
}

/** For what must not end the work it follows: it is told to whoever looks at the console. */
async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    console.warn('The engine could not tidy up.', error);
  }
}

/** The commands as the worker answers them. */
export type Commands = {
  [N in keyof WorkerCommands]: (request: CommandRequest<N>) => Promise<CommandAnswer<N>>;
};

import { fromErrorData, ReelkeepError } from '../errors';
import type { JobId } from '../jobs/job';
import { plainName } from '../names/plain-name';
import type { SaveOutcome } from '../protocol/engine';
import type { Clock } from '../transfer/clock';
import { dueAfter } from './due';
import type { Entry } from './job-entry';
import type { JobFailures } from './job-failures';
import type { JobTable } from './job-table';
import { isRenamed } from './renamed';
import { saveEnd } from './save-event';
import type { Commands, WorkerReport } from './worker-protocol';

type SavingCommands = Pick<Commands, 'saveStarted' | 'saveRefused' | 'saveEnded' | 'saveStands'>;

/**
 * News of a download's end may get lost with whoever was to bring it: so often the browser is asked. How much
 * of the copy it has written, who waits for room learns no other way.
 */
const lookMs = 10_000;
/** An answer that has not come by then will not: the background was being replaced. */
const answerMs = 10_000;
/** The save began before its number was journalled. */
const earlierMs = 5 * 60_000;
/** What came to nothing is handed over so often again by itself: each time writes a whole copy. */
const mostRepeats = 2;
/** A disk that we cannot look at is tried this often after that. */
const otherDiskMs = 15 * 60_000;

/** Hands finished files over, and hears what the browser made of them. */
export class JobSaving implements SavingCommands {
  readonly #looks = new Map<JobId, () => void>();
  /** Not heard of since the engine was started. */
  readonly #takenUp = new Set<JobId>();

  constructor(
    private readonly table: JobTable,
    private readonly failures: JobFailures,
    private readonly clock: Clock,
    private readonly report: (report: WorkerReport) => void,
    /** Back into the line, which looks whether the finished file is still whole. */
    private readonly again: (entry: Entry) => void,
  ) {}

  async handOver(entry: Entry): Promise<void> {
    const { job, output } = entry.record;
    const { id, file, output: container, origin } = job.request;
    if (!output) throw new ReelkeepError('internal', 'Nothing is finished that could be saved.');
    // Another copy, from its first byte.
    delete entry.copied;
    const path = await entry.home.files.path(id, output.name);
    const handOver = { id, path, mime: container.mime, file, origin };
    this.report({ kind: 'hand-over', handOver });
    // Whoever was to bring the answer may have been ended.
    this.#watch(entry);
  }

  /** After a restart, the browser may still be saving, or have saved long ago: it is asked, not guessed. */
  takeUp(entry: Entry): void {
    this.#takenUp.add(entry.record.job.request.id);
    this.#askStatus(entry);
    this.#lookLater(entry, answerMs, () => this.takeUp(entry));
  }

  readonly saveStarted: SavingCommands['saveStarted'] = async ({ id, downloadId }) => {
    const entry = this.table.find(id);
    if (!this.table.advance(entry, { kind: 'saving', downloadId })) return;
    this.#takenUp.delete(id);
    this.#watch(entry);
    await this.table.put(entry);
  };

  readonly saveRefused: SavingCommands['saveRefused'] = async ({ id, error }) => {
    const entry = this.table.find(id);
    if (entry.record.job.current.state !== 'saving') return;
    const failure = fromErrorData(error);
    if (failure.code === 'save-refused') await this.#tryPlainName(entry, failure);
    // The background was ended before it could answer: the browser may have the file all the same.
    else if (failure.code === 'no-receiver') this.takeUp(entry);
    else await this.#fail(entry, failure);
  };

  readonly saveEnded: SavingCommands['saveEnded'] = async ({ downloadId, outcome }) => {
    const entry = this.table.active().find(({ record: { job } }) => {
      const { current } = job;
      return current.state === 'saving' && current.downloadId === downloadId;
    });
    if (entry) await this.#end(entry, downloadId, outcome);
  };

  readonly saveStands: SavingCommands['saveStands'] = async ({ id, status }) => {
    const entry = this.table.find(id);
    const { current } = entry.record.job;
    if (current.state !== 'saving') return;
    if (status.kind === 'ended') return this.#end(entry, status.downloadId, status.outcome);
    if (status.kind === 'asked') return this.#watch(entry);
    if (status.kind === 'running') {
      entry.copied = status.bytes ?? 0;
      if (current.downloadId === status.downloadId) this.#watch(entry);
      else await this.saveStarted({ id, downloadId: status.downloadId });
      return;
    }
    await this.#repeat(entry, vanished());
  };

  async #end(entry: Entry, downloadId: number, outcome: SaveOutcome): Promise<void> {
    const { id, file } = entry.record.job.request;
    const end = saveEnd(downloadId, outcome, entry.record.output?.bytes);
    const isOfBefore = this.#takenUp.delete(id);
    if (end.kind === 'name-refused') return this.#tryPlainName(entry, end.error);
    if (end.kind !== 'saved') {
      // A browser that ends calls its downloads off with the same word as a person.
      const wasEnded = isOfBefore && end.error.code === 'save-cancelled';
      if (wasEnded || end.kind === 'broken') return this.#repeat(entry, end.error);
      return this.#fail(entry, end.error);
    }
    if (!file.saveAs && isRenamed(file.name, end.file.path)) {
      this.table.note(entry, 'renamed-by-another');
    }
    const { missedSeconds } = entry.record.output ?? {};
    const missed = missedSeconds === undefined ? {} : { missedSeconds };
    this.table.advance(entry, { kind: 'saved', file: { ...end.file, ...missed } });
    // First: a job whose files are gone must not seem to need them.
    await this.table.put(entry);
    await this.table.dropFiles(entry);
    await this.table.put(entry);
  }

  async #repeat(entry: Entry, error: ReelkeepError): Promise<void> {
    if (this.#isEnough(entry)) return this.failures.fail(entry, error);
    this.table.note(entry, 'save-broken', { ...error.facts, code: error.code });
    this.again(entry);
  }

  async #tryPlainName(entry: Entry, refusal: ReelkeepError): Promise<void> {
    const { name } = entry.record.job.request.file;
    const plainer = plainName(name);
    if (plainer === name) return this.#fail(entry, refusal);
    this.table.note(entry, 'name-refused', { ...refusal.facts, code: refusal.code });
    this.table.advance(entry, { kind: 'renamed', name: plainer });
    this.table.advance(entry, { kind: 'saving' });
    await this.table.put(entry);
    await this.handOver(entry);
  }

  /** Counts. A person who asks again begins a new count. */
  #isEnough(entry: Entry): boolean {
    entry.saves = (entry.saves ?? 0) + 1;
    return entry.saves > mostRepeats;
  }

  /** The finished file stays: saving it again needs nothing else. */
  async #fail(entry: Entry, error: ReelkeepError): Promise<void> {
    if (error.code !== 'disk-full') return this.failures.settle(entry, error);
    const full = withRoomOf(entry, error);
    // By itself no job opens a dialog again and again.
    if (entry.record.job.request.file.saveAs) return this.failures.fail(entry, full);
    await this.failures.settle(entry, full);
    // There was room by all that we can see: another disk is full, and only a try tells when it is not.
    if (this.#isEnough(entry)) entry.due = dueAfter(this.clock, otherDiskMs);
  }

  #watch(entry: Entry): void {
    this.#lookLater(entry, lookMs, () => {
      this.#askStatus(entry);
      this.#watch(entry);
    });
  }

  /** Unless the job gets on meanwhile. */
  #lookLater(entry: Entry, ms: number, look: () => void): void {
    const { current, request } = entry.record.job;
    this.#looks.get(request.id)?.();
    const cancel = this.clock.setTimer(ms, () => {
      this.#looks.delete(request.id);
      if (entry.record.job.current === current) look();
    });
    this.#looks.set(request.id, cancel);
  }

  #askStatus({ record: { job, output } }: Entry): void {
    const { current, request, updatedAt } = job;
    if (current.state !== 'saving') return;
    const { downloadId } = current;
    const ask = {
      id: request.id,
      ...(downloadId === undefined ? {} : { downloadId }),
      fileName: request.file.name,
      bytes: output?.bytes ?? 0,
      since: downloadId === undefined ? updatedAt : updatedAt - earlierMs,
    };
    this.report({ kind: 'save-status-wanted', ask });
  }
}

/** So much is enough; how much of it the folder's disk has, the browser does not say. */
const withRoomOf = ({ record: { output } }: Entry, { message, facts }: ReelkeepError) =>
  new ReelkeepError('disk-full', message, {
    facts: { ...facts, missingBytes: output?.bytes ?? 0 },
  });

const vanished = (): ReelkeepError =>
  new ReelkeepError('save-interrupted', 'The browser knows nothing of the download any more.', {
    facts: { reason: 'UNKNOWN' },
  });

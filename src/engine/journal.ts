import { ReelkeepError } from '../errors';
import type { JobId, JobState } from '../jobs/job';
import type { LogEntry } from '../jobs/job-log';
import { type JournalRecord, readJournalRecord } from '../jobs/journal-record';
import { maxSealedBytes, seal } from '../jobs/sealed-record';
import { Turns } from '../jobs/turns';
import { folderName } from './job-files';
import { JobLogs, logRange } from './job-logs';
import { JournalConnection } from './journal-connection';
import { LaggingRows } from './lagging-rows';
import { type JournalPlaces, type LoadedJournal, loadJournal } from './load-journal';
import { type CopyFolder, RecordCopies } from './record-copies';
import { storageFailure } from './storage-failure';

export interface Journal {
  /** Comes before all else. */
  load(): Promise<LoadedJournal>;
  /**
   * `strict`: on the disk itself when it resolves. For the step after which files are deleted.
   * `copied`: the copy is there when it resolves, and the database follows. For what comes many times a second.
   */
  put(record: JournalRecord, durability?: Durability): Promise<void>;
  /** Records of jobs that are new, in one step: it resolves when they are in one place, and their copies follow. */
  putAll(records: readonly JournalRecord[]): Promise<void>;
  /** With its log. */
  remove(job: JobId): Promise<void>;
  appendLog(job: JobId, entries: readonly LogEntry[]): Promise<void>;
  readLog(job: JobId): Promise<readonly LogEntry[]>;
}

export type Durability = 'strict' | 'relaxed' | 'copied';

/**
 * The journal: in IndexedDB, and a copy of each record in OPFS. They are separate stores that break
 * separately; of each job the latest whole record of either counts. One record per job, written by
 * itself, so that its cost does not grow with their number. Every job has a copy, one that merely waits
 * too: a broken database takes all of its jobs at once. All throw `disk-full` or `storage-failed`.
 */
export function openJournal(copies: CopyFolder, name = 'reelkeep-journal'): Journal {
  return new TwofoldJournal(copies, name);
}

/** Their records are written again and again: the copy's file is kept open. */
const atWork: ReadonlySet<JobState['state']> = new Set([
  'resolving',
  'fetching',
  'muxing',
  'verifying',
]);

class TwofoldJournal implements Journal {
  readonly #places: JournalPlaces;
  readonly #logs: JobLogs;
  readonly #turns = new Turns();
  /** Records that lie in the database alone until their turn comes: copying takes longer than all else. */
  readonly #uncopied = new Map<JobId, Uint8Array<ArrayBuffer>>();
  #copying: Promise<void> | undefined;
  /** Of copies: to compute one is a trip to another thread, and a job's is written many times a second. */
  readonly #names = new Map<JobId, string>();
  readonly #rows = new LaggingRows((job, sealed) =>
    this.#putRow(job, sealed, 'relaxed').catch(lonely),
  );
  /** Counts over all jobs: one that is asked anew must not fall behind what is left of the one before. */
  #sequence = 0;

  constructor(folder: CopyFolder, name: string) {
    const copies = new RecordCopies(folder);
    const connection = new JournalConnection(name, () => copies.doubt());
    this.#places = { copies, connection };
    this.#logs = new JobLogs(connection);
  }

  async load(): Promise<LoadedJournal> {
    const { lastSequence, ...loaded } = await loadJournal(this.#places);
    this.#sequence = lastSequence;
    return loaded;
  }

  /** One of the two places is enough: at the next start the other gets what it lacks. */
  async put(record: JournalRecord, durability: Durability = 'relaxed'): Promise<void> {
    const { request, current } = record.job;
    // What comes from a private window is kept in memory only, whoever asks.
    if (request.origin.isPrivate) return;
    const sealed = this.#seal(record);
    await this.#turns.take(request.id, async () => {
      this.#uncopied.delete(request.id);
      const staysOpen = atWork.has(current.state);
      if (durability === 'copied') return this.#copyFirst(request.id, sealed, staysOpen);
      await this.#rows.settle(request.id);
      const results = await Promise.allSettled([
        this.#putRow(request.id, sealed, durability),
        this.#putCopy(request.id, sealed, staysOpen),
      ]);
      const failures = results.flatMap((result) =>
        result.status === 'rejected' ? [storageFailure(result.reason)] : [],
      );
      const [failure] = failures;
      if (failure && failures.length === results.length) throw failure;
      if (failure) lonely(failure);
    });
  }

  async #copyFirst(job: JobId, sealed: Uint8Array<ArrayBuffer>, staysOpen: boolean): Promise<void> {
    try {
      await this.#putCopy(job, sealed, staysOpen);
    } catch (failure) {
      await this.#rows.settle(job);
      await this.#putRow(job, sealed, 'relaxed').catch((error: unknown) => {
        throw storageFailure(error);
      });
      return lonely(failure);
    }
    this.#rows.follow(job, sealed);
  }

  async putAll(records: readonly JournalRecord[]): Promise<void> {
    const kept = records.filter(({ job }) => !job.request.origin.isPrivate);
    if (kept.length === 0) return;
    const all = kept.map((record) => [record.job.request.id, this.#seal(record)] as const);
    for (const [id, sealed] of all) this.#uncopied.set(id, sealed);
    this.#copying ??= this.#copyAll();
    const { connection } = this.#places;
    try {
      await connection.use(async (database) => {
        const change = database.transaction('jobs', 'readwrite', { durability: 'strict' });
        const writes = all.map(([id, sealed]) => change.store.put(sealed, id));
        await Promise.all([...writes, change.done]);
      });
    } catch (error) {
      console.warn('Records lie in one place only.', error);
      await this.#copying;
    }
  }

  remove(job: JobId): Promise<void> {
    return this.#turns.take(job, async () => {
      this.#uncopied.delete(job);
      await this.#rows.settle(job);
      // The copy first: should the database then fail, the job is still known.
      await this.#places.copies.remove(await this.#nameOf(job));
      this.#names.delete(job);
      await this.#places.connection.use(async (database) => {
        const stores = ['jobs', 'logs'] as const;
        const change = database.transaction(stores, 'readwrite', { durability: 'strict' });
        await Promise.all([
          change.objectStore('jobs').delete(job),
          change.objectStore('logs').delete(logRange(job)),
          change.done,
        ]);
      });
    });
  }

  appendLog(job: JobId, entries: readonly LogEntry[]): Promise<void> {
    return this.#logs.append(job, entries);
  }

  readLog(job: JobId): Promise<readonly LogEntry[]> {
    return this.#logs.read(job);
  }

  #seal(record: JournalRecord): Uint8Array<ArrayBuffer> {
    this.#sequence += 1;
    const text = JSON.stringify(record);
    demandReadable(text);
    return seal({ sequence: this.#sequence, text });
  }

  async #copyAll(): Promise<void> {
    for (const job of this.#uncopied.keys()) {
      try {
        await this.#turns.take(job, async () => {
          const sealed = this.#uncopied.get(job);
          this.#uncopied.delete(job);
          // Absent: it was written again meanwhile, or is no more.
          if (sealed) await this.#putCopy(job, sealed, false);
        });
      } catch (error) {
        lonely(error);
      }
    }
    this.#copying = undefined;
  }

  #putRow(job: JobId, sealed: Uint8Array, durability: IDBTransactionDurability): Promise<void> {
    return this.#places.connection.use(async (database) => {
      const change = database.transaction('jobs', 'readwrite', { durability });
      await Promise.all([change.store.put(sealed, job), change.done]);
    });
  }

  async #putCopy(job: JobId, sealed: Uint8Array<ArrayBuffer>, staysOpen: boolean): Promise<void> {
    await this.#places.copies.write(await this.#nameOf(job), sealed, staysOpen);
  }

  async #nameOf(job: JobId): Promise<string> {
    const name = this.#names.get(job) ?? (await folderName(job));
    this.#names.set(job, name);
    return name;
  }
}

const lonely = (failure: unknown): void =>
  console.warn('A record lies in one place only.', failure);

/** In UTF-8 none of its characters takes more than three bytes. */
const longestText = maxSealedBytes / 4;

/** What could not be read again is not written: the state before it stays. */
function demandReadable(text: string): void {
  if (text.length <= longestText && readJournalRecord(JSON.parse(text))) return;
  throw new ReelkeepError('internal', 'The journal would not read this record again.');
}

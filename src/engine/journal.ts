import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JobId } from '../jobs/job';
import { type JournalRecord, readJournalRecord } from '../jobs/journal-record';
import { storageFailure } from './storage-failure';

interface JournalSchema extends DBSchema {
  jobs: { key: JobId; value: unknown };
}

export interface Journal {
  /** All readable records. Unreadable ones are taken out, and their keys told. */
  load(): Promise<{ records: JournalRecord[]; damaged: JobId[] }>;
  /** `strict`: on the disk itself when it resolves. For the step after which files are deleted. */
  put(record: JournalRecord, durability?: 'strict' | 'relaxed'): Promise<void>;
  remove(job: JobId): Promise<void>;
}

/** The journal in IndexedDB; one record per job, so that its cost does not grow with their number. */
export async function openJournal(name = 'reelkeep-journal'): Promise<Journal> {
  const connection = new JournalConnection(name);
  await connection.use(async () => undefined);
  return {
    load: () =>
      connection.use(async (database) => {
        const [keys, values] = await Promise.all([
          database.getAllKeys('jobs'),
          database.getAll('jobs'),
        ]);
        const records: JournalRecord[] = [];
        const damaged: JobId[] = [];
        for (const [at, key] of keys.entries()) {
          const record = readJournalRecord(values[at]);
          if (record?.job.request.id === key) records.push(record);
          else damaged.push(key);
        }
        await Promise.all(damaged.map((key) => database.delete('jobs', key)));
        return { records, damaged };
      }),
    put: (record, durability = 'relaxed') =>
      connection.use(async (database) => {
        const change = database.transaction('jobs', 'readwrite', { durability });
        await Promise.all([change.store.put(record, record.job.request.id), change.done]);
      }),
    remove: (job) => connection.use((database) => database.delete('jobs', job)),
  };
}

type JournalDatabase = IDBPDatabase<JournalSchema>;

/**
 * A connection that is opened anew when it is dead. A browser that ran out of disk closes the database
 * under its user, at times without saying so; the same connection then fails for ever, room or not.
 */
class JournalConnection {
  #opened: Promise<JournalDatabase> | undefined;

  constructor(private readonly name: string) {}

  /**
   * Whatever fails is tried once more, on a new connection; a full disk is not: that is the news.
   * @throws disk-full, storage-failed.
   */
  async use<T>(work: (database: JournalDatabase) => Promise<T>): Promise<T> {
    try {
      return await this.#attempt(work);
    } catch (error) {
      if (storageFailure(error).code === 'disk-full') throw storageFailure(error);
    }
    try {
      return await this.#attempt(work);
    } catch (error) {
      throw storageFailure(error);
    }
  }

  async #attempt<T>(work: (database: JournalDatabase) => Promise<T>): Promise<T> {
    this.#opened ??= this.#open();
    const opened = this.#opened;
    try {
      return await work(await opened);
    } catch (error) {
      if (this.#opened === opened) this.#opened = undefined;
      closeWhenOpen(opened);
      throw error;
    }
  }

  #open(): Promise<JournalDatabase> {
    const opened = openDB<JournalSchema>(this.name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('jobs');
      },
      terminated: () => {
        if (this.#opened === opened) this.#opened = undefined;
      },
    });
    return opened;
  }
}

/** What other work has under way on it still ends. One that never opened has nothing to close. */
function closeWhenOpen(opened: Promise<JournalDatabase>): void {
  opened.then(
    (database) => database.close(),
    () => undefined,
  );
}

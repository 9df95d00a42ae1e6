import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { JobId } from '../jobs/job';
import { storageFailure } from './storage-failure';

export interface JournalSchema extends DBSchema {
  /** Sealed bytes; in version 1 the records themselves. */
  jobs: { key: JobId; value: unknown };
  /** One entry of a job's log, by its number. */
  logs: { key: [job: JobId, at: number]; value: unknown };
}

export type JournalDatabase = IDBPDatabase<JournalSchema>;

const databaseVersion = 2;

/**
 * A connection that is opened anew when it is dead. A browser that ran out of disk closes the database
 * under its user, at times without saying so; the same connection then fails for ever, room or not.
 */
export class JournalConnection {
  #opened: Promise<JournalDatabase> | undefined;

  /** `onLost`: the browser closed it; it may have taken all else of the extension's storage with it. */
  constructor(
    private readonly name: string,
    private readonly onLost: () => void,
  ) {}

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

  /** Takes the database away with all that is in it; the next use makes a new one. @throws storage-failed */
  async destroy(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened) await closeWhenOpen(opened);
    try {
      await deleteDB(this.name);
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
      void closeWhenOpen(opened);
      throw error;
    }
  }

  #open(): Promise<JournalDatabase> {
    const opened = openDB<JournalSchema>(this.name, databaseVersion, {
      // Version 1 had no logs. Whoever else made a database of this name may have made none of them.
      upgrade: (database) => {
        for (const store of ['jobs', 'logs'] as const) {
          if (!database.objectStoreNames.contains(store)) database.createObjectStore(store);
        }
      },
      // A later version of ours, or whoever takes the database away, is not to wait for us.
      blocking: () => {
        if (this.#opened === opened) this.#opened = undefined;
        void closeWhenOpen(opened);
      },
      terminated: () => {
        if (this.#opened === opened) this.#opened = undefined;
        this.onLost();
      },
    });
    return opened;
  }
}

/** What other work has under way on it still ends. One that never opened has nothing to close. */
async function closeWhenOpen(opened: Promise<JournalDatabase>): Promise<void> {
  await opened.then(
    (database) => database.close(),
    () => undefined,
  );
}

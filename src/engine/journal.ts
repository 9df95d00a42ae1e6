import { type DBSchema, openDB } from 'idb';
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
  const database = await openDatabase(name);
  return {
    load: async () => {
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
    },
    put: async (record, durability = 'relaxed') => {
      try {
        const change = database.transaction('jobs', 'readwrite', { durability });
        await Promise.all([change.store.put(record, record.job.request.id), change.done]);
      } catch (cause) {
        throw storageFailure(cause);
      }
    },
    remove: async (job) => {
      await database.delete('jobs', job);
    },
  };
}

async function openDatabase(name: string) {
  try {
    return await openDB<JournalSchema>(name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('jobs');
      },
    });
  } catch (cause) {
    throw storageFailure(cause);
  }
}

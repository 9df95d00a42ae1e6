import * as v from 'valibot';
import type { JobId } from '../jobs/job';
import { keptFirst, type LogEntry, leftOutEntry, maxLogEntries } from '../jobs/job-log';
import type { JournalConnection } from './journal-connection';

/** One place is for the entry that counts what was left out. */
const keptLast = maxLogEntries - keptFirst - 1;
const longestText = 1_000;

const cut = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, longestText)),
);
const entrySchema = v.object({
  at: v.number(),
  what: cut,
  facts: v.pipe(v.record(cut, v.union([cut, v.number(), v.boolean()])), v.maxEntries(50)),
});

/** A job's rows of the store `logs`. */
export const logRange = (job: JobId, from = 0, before = Number.POSITIVE_INFINITY): IDBKeyRange =>
  IDBKeyRange.bound([job, from], [job, before], false, true);

/** The jobs' logs in the journal's database: an entry is a row, so that a new one rewrites none. */
export class JobLogs {
  constructor(private readonly connection: Pick<JournalConnection, 'use'>) {}

  /** Only the first and the last entries stay. @throws disk-full, storage-failed; nothing is then appended. */
  append(job: JobId, entries: readonly LogEntry[]): Promise<void> {
    return this.connection.use(async (database) => {
      const change = database.transaction('logs', 'readwrite', { durability: 'relaxed' });
      const last = await change.store.openKeyCursor(logRange(job), 'prev');
      const first = (last?.key[1] ?? -1) + 1;
      const keptFrom = first + entries.length - keptLast;
      const writes = entries.map((entry, at) => change.store.put(entry, [job, first + at]));
      const trim =
        keptFrom > keptFirst ? change.store.delete(logRange(job, keptFirst, keptFrom)) : undefined;
      await Promise.all([...writes, trim, change.done]);
    });
  }

  /** In their order; where the middle is gone, an entry says how many there were. */
  read(job: JobId): Promise<readonly LogEntry[]> {
    return this.connection.use(async (database) => {
      const { store } = database.transaction('logs');
      const range = logRange(job);
      const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
      const log: LogEntry[] = [];
      let next = 0;
      for (const [index, [, number]] of keys.entries()) {
        const entry = v.safeParse(entrySchema, values[index]);
        if (!entry.success) continue;
        if (number > next) log.push(leftOutEntry(entry.output.at, number - next));
        log.push(entry.output);
        next = number + 1;
      }
      return log;
    });
  }
}

import { type ReelkeepError, toErrorData } from '../errors';
import type { JobId } from '../jobs/job';
import type { JournalRecord } from '../jobs/journal-record';
import { seal } from '../jobs/sealed-record';
import { logRange } from './job-logs';
import type { JournalConnection } from './journal-connection';
import { type LatestState, latestState, type Row, type Trace, traceJobs } from './journal-traces';
import { quietly } from './quietly';
import type { RecordCopies } from './record-copies';
import { storageFailure } from './storage-failure';

export interface LoadedJournal {
  readonly records: readonly JournalRecord[];
  /** Known by name only, and taken out: neither the database nor the copy has a whole record. */
  readonly damaged: readonly JobId[];
  /** Those of `records` that come from the copy because the database had lost them; one that is merely behind is none. */
  readonly recovered: readonly JobId[];
  /** Folders of jobs that cannot be read today but may be another day: a later version's, or hidden. */
  readonly unread: readonly string[];
}

/** Both places where a record lies. */
export interface JournalPlaces {
  readonly connection: JournalConnection;
  readonly copies: RecordCopies;
}

type Loaded = LoadedJournal & {
  /** The highest that either place has; what is written next must be higher. */
  readonly lastSequence: number;
};

/** A profile that is just being opened may refuse for a moment; a broken database does for good. */
const brokenAfterMs = 500;

/**
 * Of each job the latest whole record of either place; where the other has it not, it gets it. A job of a
 * later version is left as it lies. A database that cannot be read is made anew from the copies, where
 * there are any; with none, it is left to another day.
 * @throws storage-failed, disk-full where neither place can be read.
 */
export async function loadJournal(places: JournalPlaces): Promise<Loaded> {
  const copies = await attempt(places.copies.readAll());
  const rows = await attempt(readRows(places.connection, (copies.value?.size ?? 0) > 0));
  if (rows.error && copies.error) throw rows.error;
  const traces = await traceJobs(rows.value ?? [], copies.value);
  const readable: Readable[] = [];
  const lost: Trace[] = [];
  const unread: string[] = [];
  for (const trace of traces) {
    const latest = await latestState(trace);
    const record = latest?.record;
    if (latest && record && record !== 'later') readable.push({ trace, latest, record });
    else if (record === 'later' || trace.isHidden) unread.push(trace.name);
    else lost.push(trace);
  }
  await quietly(mendRows(places.connection, readable, lost));
  await quietly(mendCopies(places.copies, readable, lost));
  return {
    records: readable.map(({ record }) => record),
    damaged: lost.flatMap(({ id }) => id ?? []),
    recovered: readable
      .filter((one) => one.latest.where === 'copy' && !isBehind(one))
      .map(({ record }) => record.job.request.id),
    unread,
    lastSequence: Math.max(
      0,
      ...traces.flatMap(({ states }) => states).map(({ sequence }) => sequence),
    ),
  };
}

async function readRows(connection: JournalConnection, hasCopies: boolean): Promise<Row[]> {
  const all = (): Promise<Row[]> =>
    connection.use(async (database) => {
      const { store } = database.transaction('jobs');
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return keys.map((key, at) => [key, values[at]]);
    });
  const first = await attempt(all());
  if (first.value) return first.value;
  if (!hasCopies || !isBroken(first.error)) throw first.error;
  await new Promise((resolve) => setTimeout(resolve, brokenAfterMs));
  const second = await attempt(all());
  if (second.value) return second.value;
  console.warn('The journal’s database is made anew from its copies.', toErrorData(second.error));
  await quietly(connection.destroy());
  return [];
}

/** A full disk is none of the database's fault, and a later version's is whole. */
const isBroken = ({ code, cause }: ReelkeepError): boolean =>
  code === 'storage-failed' && !(cause instanceof DOMException && cause.name === 'VersionError');

interface Readable {
  readonly trace: Trace;
  readonly latest: LatestState;
  readonly record: JournalRecord;
}

async function mendRows(
  connection: JournalConnection,
  readable: readonly Readable[],
  lost: readonly Trace[],
): Promise<void> {
  const behind = readable.filter((one) => !has(one, 'database'));
  const lostIds = lost.flatMap(({ id }) => id ?? []);
  if (behind.length + lostIds.length === 0) return;
  await connection.use(async (database) => {
    const change = database.transaction(['jobs', 'logs'], 'readwrite');
    const jobs = change.objectStore('jobs');
    const logs = change.objectStore('logs');
    await Promise.all([
      ...behind.map((one) => jobs.put(sealed(one), one.record.job.request.id)),
      ...lostIds.map((id) => jobs.delete(id)),
      ...lostIds.map((id) => logs.delete(logRange(id))),
      change.done,
    ]);
  });
}

async function mendCopies(
  copies: RecordCopies,
  readable: readonly Readable[],
  lost: readonly Trace[],
): Promise<void> {
  for (const { name } of lost) await quietly(copies.remove(name));
  for (const one of readable.filter((each) => !each.trace.isHidden && !has(each, 'copy'))) {
    await copies.write(one.trace.name, sealed(one), false);
  }
}

/** Whether the latest state lies there, as it is written now. */
const has = ({ trace, latest }: Readable, place: 'database' | 'copy'): boolean =>
  trace.states.some(
    ({ where, sequence, isCurrent }) =>
      where === place && sequence === latest.sequence && isCurrent,
  );

/** While bytes come the database follows the copy (`Journal.put`), and its end finds it a moment late. */
const isBehind = ({ trace, latest }: Readable): boolean =>
  trace.states.some(
    ({ where, sequence, isCurrent }) =>
      where === 'database' && isCurrent && sequence < latest.sequence,
  );

const sealed = ({ latest: { sequence }, record }: Readable): Uint8Array<ArrayBuffer> =>
  seal({ sequence, text: JSON.stringify(record) });

type Attempt<T> =
  | { readonly value: T; readonly error?: never }
  | { readonly value?: never; readonly error: ReelkeepError };

async function attempt<T>(work: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work };
  } catch (error) {
    return { error: storageFailure(error) };
  }
}

import type { JobId } from '../jobs/job';
import { type JournalRecord, journalVersion, readJournalRecord } from '../jobs/journal-record';
import { isFromLater, isUnsealed } from '../jobs/migrate-record';
import { type Sealed, unseal } from '../jobs/sealed-record';
import { folderName } from './job-files';
import type { CopyStates } from './record-copies';

/** One state of a job as it was found, its bytes whole. */
export interface FoundState {
  readonly where: 'database' | 'copy';
  readonly sequence: number;
  /** False where it lies there as an older version wrote it. */
  readonly isCurrent: boolean;
  /** JSON, or an older version's own record. */
  readonly stored: { readonly text: string } | { readonly value: unknown };
}

/** All that was found of one job. */
export interface Trace {
  /** Its copy's name, which its id makes. */
  readonly name: string;
  /** Undefined where there is only a copy. */
  readonly id?: JobId;
  readonly states: readonly FoundState[];
  /** Its copy cannot be read now, so nobody knows what it holds. */
  readonly isHidden: boolean;
}

/** The latest state of a job that is of any use. */
export interface LatestState extends FoundState {
  /** `later`: a later version wrote it. Nothing of ours to read, and nothing of ours to delete. */
  readonly record: JournalRecord | 'later';
}

/** A row of the database: a key, and whatever lies there. */
export type Row = readonly [id: JobId, stored: unknown];

/** Brings together what the database and the copies hold, by their names; without copies where none can be read now. */
export async function traceJobs(
  rows: readonly Row[],
  copies: ReadonlyMap<string, CopyStates> | undefined,
): Promise<Trace[]> {
  const names = await Promise.all(rows.map(([id]) => folderName(id)));
  const traces = new Map<string, Trace>();
  for (const [at, [id, stored]] of rows.entries()) {
    const name = names[at] ?? '';
    traces.set(name, { name, id, states: rowStates(stored), isHidden: copies === undefined });
  }
  for (const [name, sealed] of copies ?? []) {
    const isHidden = sealed === 'unreadable';
    const row = traces.get(name);
    const states = isHidden ? [] : sealed.map((one) => sealedState('copy', one));
    traces.set(name, { name, ...row, states: [...(row?.states ?? []), ...states], isHidden });
  }
  return [...traces.values()];
}

/** The one with the highest sequence; where both places have it, the database's. A state under another job's name is none. */
export async function latestState({ name, states }: Trace): Promise<LatestState | undefined> {
  const latestFirst = states.toSorted(
    (a, b) => b.sequence - a.sequence || Number(a.where === 'copy') - Number(b.where === 'copy'),
  );
  for (const state of latestFirst) {
    const stored = 'text' in state.stored ? parsed(state.stored.text) : state.stored.value;
    if (isFromLater(stored, journalVersion)) return { ...state, record: 'later' };
    const record = readJournalRecord(stored);
    if (record && (await folderName(record.job.request.id)) === name) return { ...state, record };
  }
  return undefined;
}

function rowStates(stored: unknown): readonly FoundState[] {
  if (stored instanceof Uint8Array) {
    const sealed = unseal(stored);
    return sealed ? [sealedState('database', sealed)] : [];
  }
  // Those of version 1 lie there as they were; those of a later one may well again.
  if (!isUnsealed(stored) && !isFromLater(stored, journalVersion)) return [];
  return [{ where: 'database', sequence: 0, isCurrent: false, stored: { value: stored } }];
}

const sealedState = (where: FoundState['where'], { sequence, text }: Sealed): FoundState => ({
  where,
  sequence,
  isCurrent: true,
  stored: { text },
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The one time in 2³² that the checksum fits what it should not.
    return undefined;
  }
}

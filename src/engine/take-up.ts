import { toErrorData } from '../errors';
import { isActive, type WaitReason } from '../jobs/job';
import type { Clock } from '../transfer/clock';
import { excused, isStuck, stuckError } from './attempts';
import type { Entry } from './job-entry';
import type { JobSaving } from './job-saving';
import type { JobTable } from './job-table';
import type { Journal } from './journal';
import { quietly } from './quietly';
import type { WorkerReport } from './worker-protocol';

export interface TakeUpPorts {
  readonly isReplacement: boolean;
  readonly transfer: { readonly clock: Clock };
  readonly report: (report: WorkerReport) => void;
}

/** A clock that was wrong may have made it any time. */
const longestWaitMs = 6 * 3_600_000;

/**
 * What a journal of before means for the jobs of now. Files of records that cannot be read stay: they
 * belong to no job, and are offered for removal. Answers with what the journal could not say of: folders
 * that are not to be offered.
 */
export async function takeUpJournal(
  journal: Journal,
  table: JobTable,
  saving: JobSaving,
  { transfer: { clock }, report, isReplacement }: TakeUpPorts,
): Promise<{ readonly unread: readonly string[] }> {
  const { records, recovered, unread } = await journal.load().catch((thrown: unknown) => {
    report({ kind: 'unread', error: toErrorData(thrown) });
    throw thrown;
  });
  const entries = records.map((record) => table.add(isReplacement ? record : excused(record)));
  const changed = entries.filter((entry) => takeUp(entry, table, clock));
  for (const id of recovered) {
    const entry = table.get(id);
    if (entry) table.note(entry, 'recovered');
  }
  report({ kind: 'loaded', jobs: entries.map(({ record }) => record.job) });
  for (const entry of entries) {
    if (entry.record.job.current.state === 'saving') saving.takeUp(entry);
  }
  for (const entry of changed) {
    if (!keepsFiles(entry)) await quietly(table.dropFiles(entry));
    await table.put(entry);
  }
  return { unread };
}

/** Whether there is something to tidy up or to journal. */
function takeUp(entry: Entry, table: JobTable, clock: Clock): boolean {
  const { record } = entry;
  const { current } = record.job;
  if (!isActive(record.job)) return !keepsFiles(entry) && hasFiles(entry);
  if (current.state === 'paused' || current.state === 'saving') return false;
  table.note(entry, 'taken-up', { state: current.state, attempts: record.attempts ?? 0 });
  if (current.state === 'waiting') {
    if (current.until !== undefined && hasOwnEnd(current.reason)) {
      const leftMs = Math.min(longestWaitMs, current.until - clock.wallTime());
      entry.due = { wall: current.until, uptime: clock.uptime() + leftMs };
    }
    return false;
  }
  if (!isStuck(record)) {
    table.reduce(entry, { kind: 'queued' });
    return false;
  }
  return table.reduce(entry, { kind: 'failed', error: stuckError(record) });
}

/** Others wait for what the queue sees for itself. */
const hasOwnEnd = (reason: WaitReason): boolean =>
  reason === 'server' || reason === 'advertisements';

/** A cancel or a save that was just ending when the engine was. */
const keepsFiles = ({ record }: Entry): boolean =>
  record.job.current.state !== 'done' && record.job.current.state !== 'cancelled';

const hasFiles = ({ record }: Entry): boolean =>
  record.output !== undefined || record.parts.length > 0;

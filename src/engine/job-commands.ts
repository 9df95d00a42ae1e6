import { ReelkeepError } from '../errors';
import { isActive, type Job, type JobId, type JobOptions, type JobRequest } from '../jobs/job';
import { jobLogText } from '../jobs/job-log-text';
import { lastRank } from '../jobs/job-options';
import { journalVersion } from '../jobs/journal-record';
import { newJob } from '../jobs/reduce-job';
import type { Turns } from '../jobs/turns';
import { unhindered } from './attempts';
import type { Entry } from './job-entry';
import { hasWrongParts, isRefusal, type JobFailures } from './job-failures';
import type { JobTable } from './job-table';
import { jobView } from './job-view';
import type { Commands } from './worker-protocol';

type Names =
  | 'start'
  | 'startAll'
  | 'cancel'
  | 'retry'
  | 'retryAll'
  | 'restart'
  | 'forget'
  | 'forgetEnded'
  | 'endPrivate'
  | 'view'
  | 'log';

export interface JobCommandPorts {
  readonly table: JobTable;
  readonly turns: Turns;
  readonly failures: Pick<JobFailures, 'judge'>;
  readonly wallTime: () => number;
  readonly pump: () => void;
  /** Version and browser, for the head of a log. */
  readonly about: string;
}

/** From a job's beginning to its end. Commands on one job are carried out one after the other. */
export function jobCommands(ports: JobCommandPorts): Pick<Commands, Names> {
  const { table, turns, failures, pump } = ports;

  const start: Commands['start'] = (request) =>
    turns.take(request.id, async () => {
      const { id } = request;
      const known = table.get(id);
      if (known && isActive(known.record.job)) {
        if (standsStill(known.record.job, request)) await enqueue(known, request);
        return { id, alreadyRunning: true };
      }
      const options: JobOptions = { priority: 'normal', rank: rankAtEnd() };
      if (known) {
        await known.run?.ended;
        const { current } = known.record.job;
        if (current.state === 'failed' && hasWrongParts(current.error))
          await table.dropFiles(known);
        beginAnew(known, request, options);
        heedRefusal(known, request);
        await table.put(known);
      } else {
        const job = newJob(request, ports.wallTime(), options);
        const entry = table.add({ version: journalVersion, job, parts: [] });
        table.begin(entry);
        heedRefusal(entry, request);
        await table.put(entry);
      }
      pump();
      return { id, alreadyRunning: false };
    });

  /** What is new goes into the journal at once: by itself each would take its time. */
  const startAll: Commands['startAll'] = async ({ jobs }) => {
    const isKnown = ({ id }: JobRequest): boolean => table.get(id) !== undefined;
    const known = jobs.filter(isKnown);
    let rank = rankAtEnd();
    const added: Entry[] = [];
    for (const request of jobs) {
      if (isKnown(request)) continue;
      const job = newJob(request, ports.wallTime(), { priority: 'normal', rank });
      added.push(table.add({ version: journalVersion, job, parts: [] }));
      rank += 1;
    }
    for (const entry of added) table.begin(entry);
    await table.putAll(added);
    pump();
    const again = await Promise.all(known.map(start));
    return { alreadyRunning: again.filter((one) => one.alreadyRunning).length };
  };

  const retry: Commands['retry'] = ({ id }) =>
    turns.take(id, async () => {
      const entry = table.find(id);
      const { current } = entry.record.job;
      if (isActive(entry.record.job)) return;
      await entry.run?.ended;
      entry.isRefused = current.state === 'failed' && isRefusal(current.error);
      await enqueue(entry);
    });

  const restart: Commands['restart'] = ({ id }) =>
    turns.take(id, async () => {
      const entry = table.find(id);
      const { request, options } = entry.record.job;
      if (isActive(entry.record.job)) return;
      await entry.run?.ended;
      await table.dropFiles(entry);
      beginAnew(entry, anyVersion(request), { ...options, rank: rankAtEnd() });
      entry.isRefused = true;
      await table.put(entry);
      pump();
    });

  const cancel: Commands['cancel'] = ({ id }) =>
    turns.take(id, async () => {
      const entry = table.find(id);
      const active = isActive(entry.record.job);
      table.advance(entry, { kind: 'cancelled' });
      if (entry.record.job.current.state !== 'cancelled') return { cancelled: false };
      await stop(entry);
      // First: a job that was cancelled must not go on after a restart.
      await table.put(entry);
      await table.dropFiles(entry);
      await table.put(entry);
      return { cancelled: active };
    });

  const forget: Commands['forget'] = ({ id }) =>
    turns.take(id, async () => {
      const entry = table.find(id);
      if (isActive(entry.record.job)) {
        throw new ReelkeepError('message-invalid', 'A job that runs is cancelled, not forgotten.');
      }
      await entry.run?.ended;
      await table.remove(entry);
    });

  /** A job that was forgotten meanwhile is none that the person meant. */
  const each = async (
    entries: readonly Entry[],
    work: (request: { id: JobId }) => Promise<unknown>,
  ): Promise<void> => {
    const ids = entries.map(({ record }) => record.job.request.id);
    await Promise.all(ids.filter((id) => table.get(id)).map((id) => work({ id })));
  };
  const inState = (state: string): readonly Entry[] =>
    table.all().filter(({ record }) => record.job.current.state === state);

  function beginAnew(entry: Entry, request: JobRequest, options: JobOptions): void {
    forgetTroubles(entry);
    table.advance(entry, { kind: 'requested', request, options });
  }

  async function enqueue(entry: Entry, asked?: JobRequest): Promise<void> {
    forgetTroubles(entry);
    table.advance(entry, { kind: 'queued' });
    if (asked) heedAnswer(entry, asked);
    await table.put(entry);
    pump();
  }

  /** What the site has just given out it is not asked for again either. */
  function heedAnswer(entry: Entry, asked: JobRequest): void {
    const { pending, item } = entry.record.job.request;
    if (!pending) return;
    if (asked.pending) heedRefusal(entry, asked);
    else if (pending.kind === 'refused') {
      const request = { ...asked, ...(item === undefined ? {} : { item }) };
      table.advance(entry, { kind: 'completed', request });
    }
  }

  /** What the site has just said it is not asked again at once. */
  function heedRefusal(entry: Entry, { pending }: JobRequest): void {
    if (pending?.kind === 'refused') failures.judge(entry, pending.error);
  }

  const rankAtEnd = (): number => lastRank(table.active().map(({ record }) => record.job));

  return {
    start,
    startAll,
    cancel,
    retry,
    restart,
    forget,
    retryAll: () => each(inState('failed'), retry),
    forgetEnded: ({ state }) => each(inState(state), forget),
    endPrivate: async () => {
      const ours = table.all().filter(({ record }) => record.job.request.origin.isPrivate);
      const cancelled: JobId[] = [];
      await each(ours, async ({ id }) => {
        if ((await cancel({ id })).cancelled) cancelled.push(id);
        await forget({ id });
      });
      return { cancelled };
    },
    view: async ({ id }) => jobView(table.find(id).record.job),
    log: async ({ id }) => {
      const entry = table.find(id);
      await table.writeLog(entry);
      const written = await entry.home.journal.readLog(id);
      return { text: jobLogText(entry.record.job, [...written, ...entry.unlogged], ports.about) };
    },
  };
}

/** Resolves when nothing of the run touches the disk any more. */
export async function stop({ run }: Entry): Promise<void> {
  run?.abort.abort();
  await run?.ended;
}

/** A person asks: what went wrong before does not count. */
export function forgetTroubles(entry: Entry): void {
  entry.record = unhindered(entry.record);
  entry.isUrgent = false;
  delete entry.due;
  delete entry.streak;
  delete entry.isLastTry;
  delete entry.saves;
}

/** Who asks for a video again does not want it to stand still; nor is there a wait for a site that has answered now. */
const standsStill = ({ request, current }: Job, asked: JobRequest): boolean =>
  current.state === 'paused' ||
  (current.state === 'waiting' && request.pending?.kind === 'refused' && !asked.pending);

/** The same formats in whatever version the site has now. */
const anyVersion = ({ durationSeconds: _, ...request }: JobRequest): JobRequest => ({
  ...request,
  parts: request.parts.map(
    ({ contentLength: __, lastModified: ___, durationSeconds: ____, md5: _____, ...part }) => part,
  ),
});

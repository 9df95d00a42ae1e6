import type { EngineSettings } from '../settings/settings';
import type { Job, JobId } from './job';
import { compareJobs } from './job-options';
import { quietMinutesLeft } from './quiet-hours';
import type { Wait } from './reduce-job';

/** A job that has not ended, as the policy looks at it. */
export interface QueueItem {
  readonly job: Job;
  /** Its run began and has not come to rest yet: it holds a place, whatever its state says. */
  readonly isRunning: boolean;
  /** Room it still needs on the disk, in bytes. */
  readonly neededBytes: number;
  /** For a wait whose end is a time: milliseconds until then, zero or less once it has come. */
  readonly dueInMs?: number;
  /** Whether there is still something to fetch: what is all on disk minds neither network nor quiet hours. */
  readonly missesBytes: boolean;
  /** It ran when the engine last broke down: only one such job runs at a time. */
  readonly isSuspect?: boolean;
  /** A person wants it now, metered or not, quiet or not. */
  readonly isUrgent: boolean;
}

export interface Conditions {
  /** Milliseconds since 1970. */
  readonly wallTime: number;
  /** Minutes since local midnight, with a fraction. */
  readonly localMinute: number;
  /** What the browser says; it may be wrong either way. */
  readonly isOnline: boolean;
  readonly isMetered: boolean;
  /** Undefined where the browser does not say. */
  readonly freeBytes: number | undefined;
}

export interface QueuePlan {
  readonly start: readonly JobId[];
  /** Their wait is over, but there is no place for them yet. */
  readonly queue: readonly JobId[];
  readonly hold: readonly { readonly id: JobId; readonly wait: Wait }[];
  /** Without a wait: back into the line. */
  readonly interrupt: readonly { readonly id: JobId; readonly wait?: Wait }[];
}

/** What the policy needs of the settings. */
export type QueueSettings = Pick<EngineSettings, 'jobsAtOnce' | 'quietHours' | 'waitOnMetered'>;

const transfers: ReadonlySet<string> = new Set(['queued', 'resolving', 'fetching']);

/** Of a job that runs: whether it is at what needs the network, or about to be. */
export const isTransfer = ({ current }: Pick<Job, 'current'>): boolean =>
  transfers.has(current.state);

/**
 * Who starts, who waits for what, and who is to be interrupted. Of the line only as many are told to
 * wait as could run: what else stands in it stays as it is, however long it is.
 */
export function planQueue(
  items: readonly QueueItem[],
  settings: QueueSettings,
  conditions: Conditions,
): QueuePlan {
  const forAll = waitForAll(settings, conditions);
  const places = new Places(items, settings, conditions, forAll);
  const start: JobId[] = [];
  const queue: JobId[] = [];
  const hold: { id: JobId; wait: Wait }[] = [];
  for (const item of items.filter(isCandidate).toSorted((a, b) => compareJobs(a.job, b.job))) {
    const { id } = item.job.request;
    const wait = places.waitOf(item);
    if (wait) {
      if (places.isTold(item, wait)) hold.push({ id, wait });
    } else if (places.give(item)) start.push(id);
    else if (isWaiting(item)) queue.push(id);
  }
  return { start, queue, hold, interrupt: interrupted(items, settings, forAll) };
}

/** What there is to give away, and what is left of it. */
class Places {
  readonly #atOnce: number;
  /** The browser alone may be wrong: a job must have felt it. Those that felt it try again by themselves. */
  readonly #isBadNetwork: boolean;
  #free: number;
  #hasSuspect: boolean;
  #holds: number;
  #diskHolds: number;
  /** Bytes that running jobs, and copies that the browser writes, will still take of what is free. */
  #spoken: number;

  constructor(
    items: readonly QueueItem[],
    { jobsAtOnce }: QueueSettings,
    private readonly conditions: Conditions,
    private readonly forAll: Wait | undefined,
  ) {
    const running = items.filter(({ isRunning }) => isRunning);
    const waitingFor = (reason: Wait['reason']) =>
      items.filter((item) => waitsFor(item) === reason);
    this.#atOnce = jobsAtOnce;
    this.#free = jobsAtOnce - running.length;
    this.#hasSuspect = running.some(({ isSuspect }) => isSuspect);
    this.#isBadNetwork = !conditions.isOnline && waitingFor('network').length > 0;
    this.#holds = forAll ? waitingFor(forAll.reason).length : 0;
    this.#diskHolds = waitingFor('disk').length;
    this.#spoken = items
      .filter(({ isRunning, job }) => isRunning || job.current.state === 'saving')
      .reduce((sum, { neededBytes }) => sum + neededBytes, 0);
  }

  /** What the job cannot do without. */
  waitOf(item: QueueItem): Wait | undefined {
    return this.forAll && isBound(item) ? this.forAll : this.#diskWait(item);
  }

  /** Whether the wait is news to the job, and the job one of the first. */
  isTold(item: QueueItem, { reason, error }: Wait): boolean {
    if (waitsFor(item) === reason) return isOutdated(item, error);
    const isFirst = reason === 'disk' ? this.#diskHolds < this.#atOnce : this.#holds < this.#free;
    if (!isFirst && !isWaiting(item)) return false;
    if (reason === 'disk') this.#diskHolds += 1;
    else this.#holds += 1;
    return true;
  }

  /** Whether there is a place for the job; then it has it. */
  give(item: QueueItem): boolean {
    const isHopeless = this.#isBadNetwork && !isWaiting(item) && isBound(item);
    if (this.#free <= 0 || isHopeless || (this.#hasSuspect && item.isSuspect)) return false;
    this.#hasSuspect ||= item.isSuspect === true;
    this.#free -= 1;
    this.#spoken += item.neededBytes;
    return true;
  }

  #diskWait({ neededBytes }: QueueItem): Wait | undefined {
    const { freeBytes } = this.conditions;
    if (freeBytes === undefined || neededBytes <= freeBytes - this.#spoken) return undefined;
    const missingBytes = neededBytes + this.#spoken - freeBytes;
    const facts = { neededBytes, freeBytes, missingBytes };
    const error = { code: 'disk-full', message: 'There is no room on the disk.', facts } as const;
    return { reason: 'disk', error };
  }
}

/** Less is not worth another sentence. */
const newsBytes = 1024 * 1024;

/** Whether what the job says it misses has become another amount. */
function isOutdated({ job: { current } }: QueueItem, error: Wait['error']): boolean {
  const now = error?.facts.missingBytes;
  if (current.state !== 'waiting' || now === undefined) return false;
  const told = current.error?.facts.missingBytes;
  return told === undefined || Math.abs(Number(now) - Number(told)) >= newsBytes;
}

/** What keeps everybody from fetching just now. */
function waitForAll(settings: QueueSettings, conditions: Conditions): Wait | undefined {
  const left = quietMinutesLeft(settings.quietHours, conditions.localMinute);
  if (left !== undefined) {
    return { reason: 'quiet-hours', until: Math.round(conditions.wallTime + left * 60_000) };
  }
  return settings.waitOnMetered && conditions.isMetered ? { reason: 'metered' } : undefined;
}

/** Only what fetches: a file that is being put together needs no network and would begin anew. */
function interrupted(
  items: readonly QueueItem[],
  { jobsAtOnce }: QueueSettings,
  forAll: Wait | undefined,
): { id: JobId; wait?: Wait }[] {
  const running = items.filter(({ isRunning }) => isRunning);
  const fetching = running
    .filter(({ job }) => isTransfer(job))
    .toSorted((a, b) => compareJobs(a.job, b.job));
  if (forAll) {
    return fetching.filter(isBound).map(({ job }) => ({ id: job.request.id, wait: forAll }));
  }
  const tooMany = Math.max(0, running.length - jobsAtOnce);
  return tooMany === 0 ? [] : fetching.slice(-tooMany).map(({ job }) => ({ id: job.request.id }));
}

function isCandidate(item: QueueItem): boolean {
  const { job, isRunning, dueInMs = 0 } = item;
  if (isRunning) return false;
  return job.current.state === 'queued' || (isWaiting(item) && dueInMs <= 0);
}

const isWaiting = ({ job }: QueueItem): boolean => job.current.state === 'waiting';

function waitsFor({ job }: QueueItem): Wait['reason'] | undefined {
  return job.current.state === 'waiting' ? job.current.reason : undefined;
}

/** Whether what holds for all holds for it. */
const isBound = ({ missesBytes, isUrgent }: QueueItem): boolean => missesBytes && !isUrgent;

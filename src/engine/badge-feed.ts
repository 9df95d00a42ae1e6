import { isActive, type Job, type JobState } from '../jobs/job';
import type { EngineEvents } from '../protocol/background';
import type { Clock } from '../transfer/clock';
import { throttle } from './throttle';

type BadgeNews = Parameters<EngineEvents['progressChanged']>[0];
const newsGapMs = 1_000;

/** Of one job or of many, in bytes. */
export interface BadgeShare {
  readonly running: number;
  readonly unfinished: number;
  readonly total: number;
  readonly received: number;
}

const nothing: BadgeShare = { running: 0, unfinished: 0, total: 0, received: 0 };

/** What really runs; what waits, is paused or stands in the line does not count. */
const runs: ReadonlySet<JobState['state']> = new Set([
  'resolving',
  'fetching',
  'muxing',
  'verifying',
  'saving',
]);

/** Tells the background how far all running jobs are together, once a second at most, however many there are. */
export class BadgeFeed {
  #sum = nothing;
  #ended: BadgeNews['ended'][number][] = [];
  readonly #sendSoon: () => void;

  constructor(clock: Clock, send: (news: BadgeNews) => void) {
    this.#sendSoon = throttle(clock, newsGapMs, () => {
      const ended = this.#ended;
      this.#ended = [];
      send({ ...summaryOf(this.#sum), ended });
    });
  }

  /** `before` is absent for a job that is new, `now` for one that is gone. */
  note(before: Job | undefined, now: Job | undefined): void {
    this.#sum = changedSum(this.#sum, shareOf(before), shareOf(now));
    if (before && now && isActive(before) && !isActive(now)) {
      const { request, current } = now;
      const { tabId } = request.origin;
      this.#ended.push({
        title: request.title,
        ...(tabId === undefined ? {} : { tabId }),
        ...(current.state === 'failed' ? { error: current.error } : {}),
      });
    }
    this.#sendSoon();
  }

  /** The jobs are known now, though there may be none. */
  announce(): void {
    this.#sendSoon();
  }
}

/** How many run, and the percent of all their bytes that are on disk; it rests at 99 until they are saved. */
export function summaryOf({
  running,
  unfinished,
  total,
  received,
}: BadgeShare): Omit<BadgeNews, 'ended'> {
  const counts = { running, unfinished };
  return total === 0 ? counts : { ...counts, percent: Math.min(99, (100 * received) / total) };
}

/** Whole bytes: what is added and taken away again leaves nothing. */
export const changedSum = (sum: BadgeShare, before: BadgeShare, now: BadgeShare): BadgeShare => ({
  running: sum.running - before.running + now.running,
  unfinished: sum.unfinished - before.unfinished + now.unfinished,
  total: sum.total - before.total + now.total,
  received: sum.received - before.received + now.received,
});

export function shareOf(job: Job | undefined): BadgeShare {
  if (!job || !isActive(job)) return nothing;
  const { request, current } = job;
  // Nobody need be woken for what is paused: it waits for a person, who wakes the engine by looking.
  if (current.state === 'paused') return nothing;
  if (!runs.has(current.state)) return { ...nothing, unfinished: 1 };
  const share = { running: 1, unfinished: 1 };
  const stated = request.parts.reduce((sum, part) => sum + (part.contentLength ?? 0), 0);
  if (current.state === 'resolving') return { ...share, total: stated, received: 0 };
  if (current.state !== 'fetching') return { ...share, total: stated, received: stated };
  const { received, total } = current.progress;
  // Bytes of a total that nobody knows tell nothing of how far it is.
  return { ...share, total: total ?? stated, received: total === undefined ? 0 : received };
}

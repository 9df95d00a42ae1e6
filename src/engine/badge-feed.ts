import { isActive, type Job, type JobId } from '../jobs/job';
import type { EngineEvents } from '../protocol/background';
import type { Clock } from '../transfer/clock';
import { throttle } from './throttle';

type BadgeNews = Parameters<EngineEvents['progressChanged']>[0];
const newsGapMs = 1_000;

/** Tells the background how far all running jobs are together, once a second at most. */
export class BadgeFeed {
  #ended: BadgeNews['ended'][number][] = [];
  readonly #sendSoon: () => void;

  constructor(
    private readonly jobs: ReadonlyMap<JobId, Job>,
    clock: Clock,
    send: (news: BadgeNews) => void,
  ) {
    this.#sendSoon = throttle(clock, newsGapMs, () => {
      const ended = this.#ended;
      this.#ended = [];
      send({ ...badgeSummary([...this.jobs.values()]), ended });
    });
  }

  /** `before` is absent for a job that is new. */
  note(before: Job | undefined, now: Job): void {
    if (before && isActive(before) && !isActive(now)) {
      const { request, current } = now;
      this.#ended.push({
        title: request.title,
        ...(request.tabId === undefined ? {} : { tabId: request.tabId }),
        ...(current.state === 'failed' ? { error: current.error } : {}),
      });
    }
    this.#sendSoon();
  }
}

/** How many run, and the percent of all their bytes that are on disk; it rests at 99 until they are saved. */
export function badgeSummary(jobs: readonly Job[]): Pick<BadgeNews, 'running' | 'percent'> {
  const running = jobs.filter(isActive);
  let received = 0;
  let total = 0;
  for (const job of running) {
    const bytes = expectedBytes(job);
    total += bytes;
    received += bytes * shareFetched(job.current);
  }
  if (total === 0) return { running: running.length };
  return { running: running.length, percent: Math.min(99, (100 * received) / total) };
}

function expectedBytes({ request, current }: Job): number {
  const stated = request.parts.reduce((sum, part) => sum + (part.contentLength ?? 0), 0);
  return current.state === 'fetching' ? (current.progress.total ?? stated) : stated;
}

function shareFetched(current: Job['current']): number {
  if (current.state === 'queued') return 0;
  if (current.state !== 'fetching') return 1;
  const { received, total } = current.progress;
  return total ? received / total : 0;
}

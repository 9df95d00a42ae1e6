import type { Job } from '../jobs/job';
import type { PageHost } from '../protocol/background';
import type { Clock } from '../transfer/clock';
import { throttle } from './throttle';

const newsGapMs = 1_000;

/**
 * The hosts that media of unknown pages is asked from, and those pages, for as long as a job may still ask:
 * a failed one may be tried again. The background is told when they change.
 */
export class PageHosts {
  /** By host and page, how many jobs want it. */
  readonly #wanted = new Map<string, { readonly host: PageHost; readonly jobs: number }>();
  readonly #tellSoon: () => void;

  constructor(clock: Clock, tell: () => void) {
    this.#tellSoon = throttle(clock, newsGapMs, tell);
  }

  all(): readonly PageHost[] {
    return [...this.#wanted.values()].map(({ host }) => host);
  }

  /** `before` is absent for a job that is new, `now` for one that is gone. */
  note(before: Job | undefined, now: Job | undefined): void {
    const hosts = this.#wanted.size;
    const isOther = this.#add(pageHostsOf(now), 1);
    this.#add(pageHostsOf(before), -1);
    if (isOther || this.#wanted.size !== hosts) this.#tellSoon();
  }

  /** Whether one is new. */
  #add(hosts: readonly PageHost[], jobs: 1 | -1): boolean {
    let isOther = false;
    for (const host of hosts) {
      const key = `${host.host} ${host.referer}`;
      const known = this.#wanted.get(key)?.jobs ?? 0;
      isOther ||= known === 0;
      if (known + jobs > 0) this.#wanted.set(key, { host, jobs: known + jobs });
      else this.#wanted.delete(key);
    }
    return isOther;
  }
}

/** Of a site that we know the allowed hosts are suffixes, and it has rules of its own; of a page they are origins. */
function pageHostsOf(job: Job | undefined): PageHost[] {
  if (!job || job.current.state === 'done' || job.current.state === 'cancelled') return [];
  const { videoUrl, allowedHosts } = job.request;
  if (!URL.canParse(videoUrl)) return [];
  const referer = `${new URL(videoUrl).origin}/`;
  return allowedHosts
    .filter((allowed) => URL.canParse(allowed))
    .map((allowed) => ({ host: new URL(allowed).hostname, referer }));
}

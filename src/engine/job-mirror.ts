import type { ErrorData } from '../errors';
import { type CollectionItem, isActive, type Job, type JobId, type JobState } from '../jobs/job';
import type { Clock } from '../transfer/clock';
import { BadgeFeed } from './badge-feed';
import { type FeedPort, JobFeed } from './job-feed';
import { PageHosts } from './page-hosts';

export interface MirrorPorts {
  readonly clock: Clock;
  readonly tellBadge: ConstructorParameters<typeof BadgeFeed>[1];
  /** The hosts that jobs of unknown pages ask have changed. */
  readonly tellPageHosts: () => void;
  /** What a page of many has is saved. */
  readonly tellSaved: (item: CollectionItem) => void;
  /** Called when the first job needs the engine; what it answers with, when none does any more. */
  readonly keepAlive: () => () => void;
}

/** The worker's jobs as the host shows them to the screens and the badge. Each change costs the same, however many jobs there are. */
export class JobMirror {
  readonly #jobs = new Map<JobId, Job>();
  readonly #feed: JobFeed;
  readonly #badge: BadgeFeed;
  readonly #pageHosts: PageHosts;
  readonly #early: FeedPort[] = [];
  #isLoaded = false;
  /** Why there is nothing to show yet. */
  #unread: ErrorData | undefined;
  /** How many jobs need the engine to be there. */
  #busy = 0;
  #release: (() => void) | undefined;

  constructor(private readonly ports: MirrorPorts) {
    this.#feed = new JobFeed(this.#jobs, ports.clock);
    this.#badge = new BadgeFeed(ports.clock, ports.tellBadge);
    this.#pageHosts = new PageHosts(ports.clock, ports.tellPageHosts);
  }

  get(id: JobId): Job | undefined {
    return this.#jobs.get(id);
  }

  ids(): readonly JobId[] {
    return [...this.#jobs.keys()];
  }

  pageHosts(): ReturnType<PageHosts['all']> {
    return this.#pageHosts.all();
  }

  /** All that the worker has: also after it was started anew, when others may be lost. */
  load(jobs: readonly Job[]): void {
    const ids = new Set(jobs.map(({ request }) => request.id));
    for (const id of this.#jobs.keys()) if (!ids.has(id)) this.remove(id);
    for (const job of jobs) this.keep(job);
    this.#isLoaded = true;
    this.#badge.announce();
    for (const port of this.#early.splice(0)) this.#feed.open(port);
  }

  /** The journal cannot be read: whoever waits for it hears why, and goes on waiting. */
  refuse(error: ErrorData): void {
    this.#unread = error;
    for (const port of this.#early) port.post({ kind: 'unread', error });
  }

  /** The worker is gone for a while: what ran stands in the line, as the next one will say. */
  stand(): void {
    for (const job of this.#jobs.values()) {
      const { state } = job.current;
      if (!isActive(job) || atRest.has(state)) continue;
      this.keep({ ...job, current: { state: 'queued' } });
    }
  }

  keep(job: Job): void {
    const { id } = job.request;
    const before = this.#jobs.get(id);
    this.#jobs.set(id, job);
    this.#changed(id, before, job);
  }

  remove(id: JobId): void {
    const before = this.#jobs.get(id);
    this.#jobs.delete(id);
    this.#changed(id, before, undefined);
  }

  /** A screen that comes before the journal was read waits for it. */
  openPort(port: FeedPort): void {
    if (this.#isLoaded) {
      this.#feed.open(port);
      return;
    }
    this.#early.push(port);
    if (this.#unread) port.post({ kind: 'unread', error: this.#unread });
  }

  #changed(id: JobId, before: Job | undefined, now: Job | undefined): void {
    this.#badge.note(before, now);
    this.#pageHosts.note(before, now);
    this.#feed.note(id);
    const saved = savedItem(before, now);
    if (saved) this.ports.tellSaved(saved);
    this.#busy += Number(needsEngine(now)) - Number(needsEngine(before));
    if (this.#busy > 0) this.#release ??= this.ports.keepAlive();
    else {
      this.#release?.();
      this.#release = undefined;
    }
  }
}

/** What has just been saved of a page of many; of a private window nothing is remembered. */
function savedItem(before: Job | undefined, now: Job | undefined): CollectionItem | undefined {
  const isSaved = before && isActive(before) && now?.current.state === 'done';
  return isSaved && !now.request.origin.isPrivate ? now.request.item : undefined;
}

/** A save is the browser's work, and goes on. */
const atRest: ReadonlySet<JobState['state']> = new Set(['queued', 'waiting', 'paused', 'saving']);

/**
 * What waits needs the engine's timers; what is paused needs nobody. A private job's bytes end with the
 * engine: it is needed as long as one has any.
 */
function needsEngine(job: Job | undefined): boolean {
  if (!job) return false;
  const { state } = job.current;
  if (job.request.origin.isPrivate) return state !== 'done' && state !== 'cancelled';
  return isActive(job) && state !== 'paused';
}

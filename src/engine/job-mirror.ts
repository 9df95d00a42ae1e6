import { isActive, type Job, type JobId } from '../jobs/job';
import type { Clock } from '../transfer/clock';
import { BadgeFeed } from './badge-feed';
import { type FeedPort, JobFeed } from './job-feed';

export interface MirrorPorts {
  readonly clock: Clock;
  readonly tellBadge: ConstructorParameters<typeof BadgeFeed>[1];
  /** Called when the first job needs the engine; what it answers with, when none does any more. */
  readonly keepAlive: () => () => void;
}

/** The worker's jobs as the host shows them to the screens and the badge. Each change costs the same, however many jobs there are. */
export class JobMirror {
  readonly #jobs = new Map<JobId, Job>();
  readonly #feed: JobFeed;
  readonly #badge: BadgeFeed;
  readonly #early: FeedPort[] = [];
  #isLoaded = false;
  /** How many jobs go on by themselves. */
  #busy = 0;
  #release: (() => void) | undefined;

  constructor(private readonly ports: MirrorPorts) {
    this.#feed = new JobFeed(this.#jobs, ports.clock);
    this.#badge = new BadgeFeed(ports.clock, ports.tellBadge);
  }

  get(id: JobId): Job | undefined {
    return this.#jobs.get(id);
  }

  ids(): readonly JobId[] {
    return [...this.#jobs.keys()];
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
    if (this.#isLoaded) this.#feed.open(port);
    else this.#early.push(port);
  }

  #changed(id: JobId, before: Job | undefined, now: Job | undefined): void {
    this.#badge.note(before, now);
    this.#feed.note(id);
    this.#busy += Number(goesOn(now)) - Number(goesOn(before));
    if (this.#busy > 0) this.#release ??= this.ports.keepAlive();
    else {
      this.#release?.();
      this.#release = undefined;
    }
  }
}

/** What waits needs the engine's timers; what is paused needs nobody. */
const goesOn = (job: Job | undefined): boolean =>
  job !== undefined && isActive(job) && job.current.state !== 'paused';

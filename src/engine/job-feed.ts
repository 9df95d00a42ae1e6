import type { Job, JobId } from '../jobs/job';
import type { JobsPortMessage } from '../protocol/jobs-port';
import type { Clock } from '../transfer/clock';
import { jobView } from './job-view';
import { throttle } from './throttle';

/** A screen's end of a port. */
export interface FeedPort {
  post(message: JobsPortMessage): void;
  onClose(listener: () => void): void;
}

const deltaGapMs = 250;

/** Shows the jobs to every open screen: one snapshot, then what changed, four times a second at most. */
export class JobFeed {
  readonly #ports = new Set<FeedPort>();
  #changed = new Set<JobId>();
  readonly #sendSoon: () => void;

  constructor(
    private readonly jobs: ReadonlyMap<JobId, Job>,
    clock: Clock,
  ) {
    this.#sendSoon = throttle(clock, deltaGapMs, () => this.#send());
  }

  open(port: FeedPort): void {
    this.#ports.add(port);
    port.onClose(() => this.#ports.delete(port));
    port.post({ kind: 'snapshot', jobs: [...this.jobs.values()].map(jobView) });
  }

  /** The job changed, came or went: `jobs` says which. */
  note(id: JobId): void {
    this.#changed.add(id);
    this.#sendSoon();
  }

  #send(): void {
    const ids = [...this.#changed];
    this.#changed = new Set();
    if (this.#ports.size === 0) return;
    const changed = ids.flatMap((id) => this.jobs.get(id) ?? []).map(jobView);
    const removed = ids.filter((id) => !this.jobs.has(id));
    for (const port of this.#ports) port.post({ kind: 'delta', changed, removed });
  }
}

import type { JobState } from '../../src/jobs/job';
import type { JobsPortMessage, JobView } from '../../src/protocol/jobs-port';
import { fetching } from '../helpers/job-views';

const total = 100_000_000;

/** Jobs as the engine would have them go on, told in deltas. */
export class QueueUpdates {
  #jobs: readonly JobView[];
  #at: number;

  constructor(jobs: readonly JobView[]) {
    this.#jobs = jobs;
    this.#at = Math.max(...jobs.map(({ updatedAt }) => updatedAt));
  }

  snapshot(): JobsPortMessage {
    return { kind: 'snapshot', jobs: this.#jobs };
  }

  /** What is fetched has got a little further. */
  progress(): JobsPortMessage {
    return this.#change(({ current }) =>
      current.state === 'fetching'
        ? fetching(Math.min(total, current.progress.received + 625_000))
        : undefined,
    );
  }

  /** One job is done and the next begins: every place in the line is another. */
  turn(): JobsPortMessage {
    const ending = this.#jobs.find(({ current }) => current.state === 'fetching');
    const beginning = this.#jobs.find(({ current }) => current.state === 'queued');
    return this.#change((job) => {
      if (job === ending) return done(job);
      return job === beginning ? fetching(0) : undefined;
    });
  }

  /** All that wait in line are paused, or wait again. */
  toggleAll(): JobsPortMessage {
    return this.#change(({ current }) => {
      if (current.state === 'queued') return { state: 'paused' };
      return current.state === 'paused' ? { state: 'queued' } : undefined;
    });
  }

  #change(next: (job: JobView) => JobState | undefined): JobsPortMessage {
    this.#at += 250;
    const changed: JobView[] = [];
    this.#jobs = this.#jobs.map((job) => {
      const current = next(job);
      if (!current) return job;
      const after = { ...job, current, updatedAt: this.#at };
      changed.push(after);
      return after;
    });
    return { kind: 'delta', changed, removed: [] };
  }
}

const done = ({ fileName }: JobView): JobState => ({
  state: 'done',
  file: { path: `/home/person/Downloads/${fileName}`, bytes: total, downloadId: 1 },
});

import type { JobId } from '../jobs/job';

/** Rows a second cost the browser more than they are worth: what is newest is on the disk. */
const restMs = 250;

/**
 * Rows of the database that follow a copy which is on the disk already: of each job the latest alone, one
 * write at a time and a rest after each, so that nobody waits for a database that takes longer than the disk.
 */
export class LaggingRows {
  readonly #waiting = new Map<JobId, Uint8Array>();
  readonly #running = new Map<JobId, Run>();

  /** `write` says for itself when it fails: the copy is there. */
  constructor(private readonly write: (job: JobId, sealed: Uint8Array) => Promise<void>) {}

  follow(job: JobId, sealed: Uint8Array): void {
    this.#waiting.set(job, sealed);
    if (this.#running.has(job)) return;
    const run: Run = { writing: undefined, wake: () => undefined };
    this.#running.set(job, run);
    void this.#catchUp(job, run);
  }

  /** What waits is dropped, for something later comes. Resolves when nothing is being written. */
  async settle(job: JobId): Promise<void> {
    this.#waiting.delete(job);
    const run = this.#running.get(job);
    run?.wake();
    await run?.writing;
  }

  async #catchUp(job: JobId, run: Run): Promise<void> {
    for (let next = this.#waiting.get(job); next; next = this.#waiting.get(job)) {
      this.#waiting.delete(job);
      run.writing = this.write(job, next);
      await run.writing;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, restMs);
        run.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#running.delete(job);
  }
}

interface Run {
  writing: Promise<void> | undefined;
  /** Ends the rest. */
  wake: () => void;
}

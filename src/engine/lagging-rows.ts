import type { JobId } from '../jobs/job';

/**
 * Rows of the database that follow a copy which is on the disk already: of each job the latest alone, one
 * write at a time, so that nobody waits for a database that takes longer than the disk.
 */
export class LaggingRows {
  readonly #waiting = new Map<JobId, Uint8Array>();
  readonly #running = new Map<JobId, Promise<void>>();

  /** `write` says for itself when it fails: the copy is there. */
  constructor(private readonly write: (job: JobId, sealed: Uint8Array) => Promise<void>) {}

  follow(job: JobId, sealed: Uint8Array): void {
    this.#waiting.set(job, sealed);
    if (this.#running.has(job)) return;
    const run = this.#catchUp(job).finally(() => this.#running.delete(job));
    this.#running.set(job, run);
  }

  /** What waits is dropped, for something later comes. Resolves when nothing is being written. */
  async settle(job: JobId): Promise<void> {
    this.#waiting.delete(job);
    await this.#running.get(job);
  }

  async #catchUp(job: JobId): Promise<void> {
    for (let next = this.#waiting.get(job); next; next = this.#waiting.get(job)) {
      this.#waiting.delete(job);
      await this.write(job, next);
    }
  }
}

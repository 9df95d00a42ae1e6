import type { Clock } from '../transfer/clock';

/** A kill costs what came since the last one: on a fast line that is tens of megabytes a second. */
const usualGapMs = 200;
/** A slow disk takes long to flush: no more than one part in twenty of the time goes there … */
const gapPerCost = 20;
/** … unless a kill would then cost more than half a range of each connection: on ten gigabytes that was one of them. */
const mostUnsavedBytes = 32 * 1024 * 1024;

/** Runs `save` from time to time while there is something new, never twice at once, and says when it fails. */
export class Checkpoints {
  #running: Promise<void> | undefined;
  #dueAt: number;
  #savedMark = -1;

  constructor(
    private readonly clock: Clock,
    private readonly save: () => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
    /** At the least from one to the next. */
    private readonly gapMs = usualGapMs,
  ) {
    this.#dueAt = clock.uptime() + gapMs;
  }

  /** Starts one where it is due. `mark`: the bytes received so far. */
  tick(mark: number): void {
    if (this.#running || mark === this.#savedMark) return;
    const unsaved = mark - Math.max(0, this.#savedMark);
    if (this.clock.uptime() < this.#dueAt && unsaved < mostUnsavedBytes) return;
    this.#savedMark = mark;
    this.#running = this.#run().catch(this.onFailure);
  }

  /** Runs one, whenever the last one was; resolves when it is done. */
  async now(): Promise<void> {
    await this.settle();
    this.#running = this.#run();
    await this.#running;
  }

  /** Resolves when none runs. */
  async settle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    const before = this.clock.uptime();
    try {
      await this.save();
    } finally {
      const now = this.clock.uptime();
      this.#dueAt = now + Math.max(this.gapMs, gapPerCost * (now - before));
      this.#running = undefined;
    }
  }
}

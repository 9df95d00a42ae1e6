import type { Clock } from '../transfer/clock';

/** How often a checkpoint is made: a kill costs what came since the last one. */
export interface CheckpointPace {
  /** Milliseconds at the least from one to the next. */
  readonly gapMs: number;
  /** A slow disk takes long to flush: no more than one part in so many of the time goes there … */
  readonly gapPerCost: number;
  /**
   * … unless this much came since the last one began. So much again may come while one is made; what comes
   * then waits for it: a kill costs twice this at the most.
   */
  readonly mostUnsavedBytes: number;
  /** Of pieces that are lost as a whole (`pieceCame`) so many may be unsaved: who brings more waits, and no gap is kept then. */
  readonly mostUnsavedPieces: number;
}

/** Runs `save` from time to time while there is something new, never twice at once, and says when it fails. */
export class Checkpoints {
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** Pieces in all, and how many of them are in a checkpoint. */
  #came = 0;
  #saved = 0;
  #dueAt: number;
  #savedMark = -1;
  /** Ends the time before the next one. */
  #hurry: () => void = () => undefined;

  constructor(
    private readonly clock: Clock,
    private readonly save: () => Promise<void>,
    private readonly onFailure: (error: unknown) => void,
    private readonly pace: CheckpointPace,
  ) {
    this.#dueAt = clock.uptime() + pace.gapMs;
  }

  /** Starts one where it is due. `mark`: the bytes received so far. */
  tick(mark: number): void {
    if (this.#running || mark === this.#savedMark) return;
    const unsaved = mark - this.#savedMark;
    const isEarly = this.clock.uptime() < this.#dueAt;
    if (isEarly && unsaved < this.pace.mostUnsavedBytes) return;
    this.#savedMark = mark;
    this.#running = this.#run().catch(this.onFailure);
  }

  /** The same, for one who has just written: resolves when there is room for more that a kill would cost. */
  async keepUp(mark: number): Promise<void> {
    this.tick(mark);
    while (this.#running && mark - this.#savedMark >= this.pace.mostUnsavedBytes) {
      await this.#running;
    }
  }

  /**
   * A piece that is fetched again as a whole has come whole: a checkpoint follows soon, which all that have come
   * until then share. Resolves when another piece may come: who waited after each would leave the next ones lying
   * in sockets, where an end costs them as well.
   */
  async pieceCame(mark: () => number): Promise<void> {
    const { mostUnsavedPieces } = this.pace;
    this.#came += 1;
    do {
      this.#next ??= this.#following(mark);
      if (this.#came - this.#saved < mostUnsavedPieces) return;
      this.#hurry();
      await this.#next;
    } while (this.#came - this.#saved > mostUnsavedPieces);
  }

  /** Runs one, whenever the last one was; resolves when it is done. */
  async now(): Promise<void> {
    await this.settle();
    const run = this.#run();
    this.#running = run.catch(() => undefined);
    await run;
  }

  /** Resolves when none runs, and none is about to. */
  async settle(): Promise<void> {
    for (let last = this.#last; last !== undefined; last = this.#last) {
      this.#hurry();
      await last;
    }
  }

  get #last(): Promise<void> | undefined {
    return this.#next ?? this.#running;
  }

  async #following(mark: () => number): Promise<void> {
    const waitMs = Math.max(0, this.#dueAt - this.clock.uptime());
    await new Promise<void>((resolve) => {
      const cancel = this.clock.setTimer(waitMs, resolve);
      this.#hurry = () => {
        cancel();
        resolve();
      };
    });
    while (this.#running !== undefined) await this.#running;
    this.#next = undefined;
    const came = this.#came;
    // Else one has begun meanwhile for another reason, and had them all.
    if (mark() !== this.#savedMark) {
      this.#savedMark = mark();
      this.#running = this.#run().catch(this.onFailure);
      await this.#running;
    }
    // What the next one had counted before this one was told of is not counted twice.
    this.#saved = Math.max(this.#saved, came);
  }

  async #run(): Promise<void> {
    const before = this.clock.uptime();
    try {
      await this.save();
    } finally {
      const now = this.clock.uptime();
      const { gapMs, gapPerCost } = this.pace;
      this.#dueAt = now + Math.max(gapMs, gapPerCost * (now - before));
      this.#running = undefined;
    }
  }
}

import type { Clock } from './clock';

/** What reading is held back by: a limiter, or several as one. */
export interface Limiter {
  /** Resolves when so many bytes may pass; rejects with the signal's reason as soon as it aborts. */
  take(bytes: number, signal: AbortSignal): Promise<void>;
  /** Bytes per second, of now; undefined: none. */
  readonly bytesPerSecond: number | undefined;
  /** Whether bytes wait, or waited a moment ago: then a slow transfer is our own doing. */
  readonly isHolding: boolean;
}

/** What nobody took is saved up to this, so that a short pause costs nothing. */
const creditMs = 100;
/** Timers wake late; while somebody waits, what was lost by it is made good up to this, so that the mean is the limit. */
const lateMs = 1_000;
/** So long after the last wait the server's own pace shows again. */
const holdingMs = 1_000;

interface Waiting {
  readonly bytes: number;
  readonly pass: () => void;
}

/** Lets bytes pass at most so fast, over everyone who shares it, in the order in which they came. */
export class RateLimiter implements Limiter {
  #limit: number | undefined;
  /** Bytes that may pass at once; below zero after more had passed than had had their time. */
  #credit = 0;
  #countedAt: number;
  #waiting: Waiting[] = [];
  #heldAt = Number.NEGATIVE_INFINITY;
  #cancelTimer: () => void = () => undefined;

  /** Bytes per second; undefined or 0: no limit. */
  constructor(
    private readonly clock: Clock,
    bytesPerSecond?: number,
  ) {
    this.#limit = bytesPerSecond || undefined;
    this.#countedAt = clock.uptime();
  }

  get bytesPerSecond(): number | undefined {
    return this.#limit;
  }

  /** Takes effect at once, also for those who wait. */
  set bytesPerSecond(bytesPerSecond: number | undefined) {
    this.#count();
    const before = this.#limit;
    this.#limit = bytesPerSecond || undefined;
    // A debt stays as long as it was: at the new pace it could last for minutes.
    this.#credit = before && this.#limit ? (this.#credit * this.#limit) / before : 0;
    this.#admit();
  }

  get isHolding(): boolean {
    if (this.#limit === undefined) return false;
    return this.#waiting.length > 0 || this.clock.uptime() - this.#heldAt < holdingMs;
  }

  async take(bytes: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#count();
    if (this.#waiting.length === 0 && this.#passes(bytes)) return;
    await new Promise<void>((resolve, reject) => {
      const waiting = {
        bytes,
        pass: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        this.#admit();
        reject(signal.reason);
      };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', giveUp, { once: true });
      if (this.#waiting.length === 1) this.#admit();
    });
  }

  #count(): void {
    const now = this.clock.uptime();
    const perMs = (this.#limit ?? 0) / 1000;
    const most = perMs * (this.#waiting.length > 0 ? lateMs : creditMs);
    this.#credit = Math.min(most, this.#credit + perMs * (now - this.#countedAt));
    this.#countedAt = now;
  }

  /** Whoever finds credit passes, and may leave a debt that the next one waits for: no piece is too big. */
  #passes(bytes: number): boolean {
    if (this.#limit === undefined) return true;
    if (this.#credit <= 0) return false;
    this.#credit -= bytes;
    return true;
  }

  #admit(): void {
    this.#cancelTimer();
    this.#count();
    for (let next = this.#waiting[0]; next && this.#passes(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#heldAt = this.clock.uptime();
      next.pass();
    }
    if (this.#waiting.length === 0 || this.#limit === undefined) return;
    const waitMs = (-this.#credit * 1000) / this.#limit;
    this.#cancelTimer = this.clock.setTimer(Math.max(1, Math.ceil(waitMs)), () => this.#admit());
  }
}

/** What passes has passed all of them: the job's limit and the one over all jobs. */
export function joinLimiters(...limiters: readonly Limiter[]): Limiter {
  return {
    take: async (bytes, signal) => {
      for (const limiter of limiters) await limiter.take(bytes, signal);
    },
    get bytesPerSecond() {
      const limits = limiters.flatMap(({ bytesPerSecond }) => bytesPerSecond ?? []);
      return limits.length === 0 ? undefined : Math.min(...limits);
    },
    get isHolding() {
      return limiters.some(({ isHolding }) => isHolding);
    },
  };
}

const piecesPerSecond = 20;
const leastPieceBytes = 1024;

/** How much is taken at once: so little that bytes trickle instead of coming in gulps. */
export function pieceBytes({ bytesPerSecond }: Pick<Limiter, 'bytesPerSecond'>): number {
  if (bytesPerSecond === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(leastPieceBytes, Math.round(bytesPerSecond / piecesPerSecond));
}

import { setTimeout as sleep } from 'node:timers/promises';

/** A timer wakes late; what was lost by it may be made good up to this, so that the mean speed is the cap. */
const creditMs = 50;

/** Lets bytes pass at most so fast, over everyone who shares it. */
export class RateLimiter {
  #freeAt = 0;

  /** Bytes per second; asked anew each time, undefined: no limit. */
  constructor(readonly bytesPerSecond: () => number | undefined) {}

  /** Resolves when so many bytes have had their time. */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    const rate = this.bytesPerSecond();
    if (rate === undefined) return;
    const now = performance.now();
    this.#freeAt = Math.max(this.#freeAt, now - creditMs) + (bytes / rate) * 1000;
    const wait = this.#freeAt - now;
    if (wait >= 1) await sleep(wait, undefined, { signal });
  }
}

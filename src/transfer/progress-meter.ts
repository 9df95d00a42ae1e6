/** As a screen shows it: bytes, bytes per second, seconds. */
export interface MeterReading {
  readonly received: number;
  readonly total?: number;
  readonly speed?: number;
  readonly eta?: number;
}

/** How long it takes until a change of speed shows for about two thirds: calm, but not sleepy. */
const settleMs = 3_000;
/** Bytes per second; below it nothing moves, and what is left would take for ever. */
const leastSpeed = 1;
/** Shorter spans than this measure the operating system's buffers. */
const shortestSpanMs = 200;

/**
 * Turns "so many bytes are on disk" into speed and time left. The speed is an exponential average over
 * time, so that it does not matter how often it is read. `uptime`: milliseconds, never backwards.
 */
export class ProgressMeter {
  #at: number;
  #received: number;
  #speed: number | undefined;

  /** `received`: what was on disk already; it counts as received but not as speed. */
  constructor(
    private readonly uptime: () => number,
    received: number,
  ) {
    this.#at = uptime();
    this.#received = received;
  }

  read(received: number, total: number | undefined): MeterReading {
    const span = this.uptime() - this.#at;
    if (span >= shortestSpanMs) {
      // Dropped corrupt bytes take the count back: no speed is negative.
      const current = (Math.max(0, received - this.#received) * 1000) / span;
      const weight = this.#speed === undefined ? 1 : 1 - Math.exp(-span / settleMs);
      this.#speed = (this.#speed ?? 0) * (1 - weight) + current * weight;
      this.#at += span;
      this.#received = received;
    }
    const speed = this.#speed;
    const isMoving = speed !== undefined && speed >= leastSpeed;
    const eta = total !== undefined && isMoving ? Math.max(0, total - received) / speed : undefined;
    return {
      received,
      ...(total === undefined ? {} : { total }),
      ...(speed === undefined ? {} : { speed }),
      ...(eta === undefined ? {} : { eta }),
    };
  }
}

/** An unsolved or wrong `n` gets about 50 KB/s on each connection (youtube.md §5). */
const throttledBytesPerSecond = 64 * 1024;
/** Long enough to see past a slow start. */
const spanMs = 10_000;

/** Less connection time than half of that says nothing: another job may have held the host's places. */
const leastConnectionMs = 5_000;

/**
 * Tells a server that holds each connection to a trickle from a line that is slow or gone: over ten
 * seconds something came, but less than the trickle on the connections that were open. Those are
 * counted as they are: jobs share a host's places, and at the end of a file one range is left.
 */
export class ThrottleWatch {
  #spanStart: number;
  #lookedAt: number;
  #received: number;
  /** Milliseconds over all connections. */
  #connectionMs = 0;

  constructor(
    private readonly uptime: () => number,
    received: number,
  ) {
    this.#spanStart = uptime();
    this.#lookedAt = this.#spanStart;
    this.#received = received;
  }

  /** Looks at the bytes and the connections of now; to be called several times a second. */
  isThrottled(received: number, connections: number): boolean {
    const now = this.uptime();
    this.#connectionMs += connections * (now - this.#lookedAt);
    this.#lookedAt = now;
    if (now - this.#spanStart < spanMs) return false;
    const gained = received - this.#received;
    const connectionMs = this.#connectionMs;
    this.#spanStart = now;
    this.#received = received;
    this.#connectionMs = 0;
    const trickle = (throttledBytesPerSecond * connectionMs) / 1000;
    return connectionMs >= leastConnectionMs && gained > 0 && gained < trickle;
  }
}

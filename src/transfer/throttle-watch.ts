/** An unsolved or wrong `n` gets about 50 KB/s on each connection (youtube.md §5). */
const throttledBytesPerSecond = 64 * 1024;
/** Long enough to see past a slow start. */
const spanMs = 10_000;

/**
 * Tells a server that holds each connection to a trickle from a line that is slow or gone: over ten
 * seconds something came, but less than the trickle on all connections together.
 */
export class ThrottleWatch {
  #at: number;
  #received: number;

  constructor(
    private readonly uptime: () => number,
    private readonly connections: number,
    received: number,
  ) {
    this.#at = uptime();
    this.#received = received;
  }

  isThrottled(received: number): boolean {
    const seconds = (this.uptime() - this.#at) / 1000;
    if (seconds * 1000 < spanMs) return false;
    const gained = received - this.#received;
    this.#at = this.uptime();
    this.#received = received;
    return gained > 0 && gained < throttledBytesPerSecond * this.connections * seconds;
  }
}

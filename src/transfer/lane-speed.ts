/** Over so much waiting a speed is taken: long enough for a line's hiccups, short enough to act on. */
const windowMs = 2_000;
/** Less says nothing. */
const leastMs = 300;
/** Marks are set no closer than this. */
const markMs = 100;

interface Mark {
  readonly waitedMs: number;
  readonly bytes: number;
}

export interface SpeedReading {
  /** What the network gave while we waited for it, lately; absent while too little is known. */
  readonly bytesPerSecond?: number;
  /** For how long the network has been waited for since the lane's connection is new. */
  readonly waitedMs: number;
  /** The same, since its last request. */
  readonly requestMs: number;
  /** Whether that request was answered. */
  readonly isAnswered: boolean;
}

/**
 * The speed of one lane. Only the time counts in which the network was waited for: while the disk or a
 * speed limit of ours holds the lane back, the server is not to blame, and nothing is known of it.
 * `uptime`: milliseconds.
 */
export class LaneSpeed {
  #waitedMs = 0;
  #waitingSince: number | undefined;
  #bytes = 0;
  #marks: Mark[] = [{ waitedMs: 0, bytes: 0 }];
  #requestAt = 0;
  #isAnswered = false;

  constructor(private readonly uptime: () => number) {}

  /** A request goes out. */
  asks(): void {
    this.#requestAt = this.#waited();
    this.#isAnswered = false;
  }

  /** The head of its answer is here. */
  answered(): void {
    this.#isAnswered = true;
  }

  /** From here on the network is waited for … */
  waits(): void {
    this.#waitingSince = this.uptime();
  }

  /** … until now, and it brought so many bytes. */
  got(bytes: number): void {
    this.#waitedMs = this.#waited();
    this.#waitingSince = undefined;
    this.#bytes += bytes;
    // The last one moves along until it is far enough from the one before: silence is counted from the last byte.
    const before = this.#marks.at(-2);
    const last = this.#marks.at(-1);
    if (before && last && last.waitedMs - before.waitedMs < markMs) this.#marks.pop();
    this.#marks.push({ waitedMs: this.#waitedMs, bytes: this.#bytes });
    this.#dropOldMarks(this.#waitedMs);
  }

  /** The connection is given up: what comes next is another one. */
  forget(): void {
    this.#waitedMs = 0;
    this.#waitingSince = undefined;
    this.#bytes = 0;
    this.#marks = [{ waitedMs: 0, bytes: 0 }];
    this.asks();
  }

  read(): SpeedReading {
    const waitedMs = this.#waited();
    this.#dropOldMarks(waitedMs);
    const [from = { waitedMs: 0, bytes: 0 }] = this.#marks;
    const spanMs = waitedMs - from.waitedMs;
    return {
      waitedMs,
      requestMs: waitedMs - this.#requestAt,
      isAnswered: this.#isAnswered,
      ...(spanMs < leastMs ? {} : { bytesPerSecond: ((this.#bytes - from.bytes) * 1000) / spanMs }),
    };
  }

  #waited(): number {
    const since = this.#waitingSince;
    return this.#waitedMs + (since === undefined ? 0 : this.uptime() - since);
  }

  /** The oldest that stays is the youngest that lies a whole window back. */
  #dropOldMarks(waitedMs: number): void {
    for (let next = this.#marks[1]; next; next = this.#marks[1]) {
      if (waitedMs - next.waitedMs < windowMs) return;
      this.#marks.shift();
    }
  }
}

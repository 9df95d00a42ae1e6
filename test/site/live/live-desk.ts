import { showSeconds } from './show';

/** So much of a broadcast has been sent when somebody looks at it first. */
const sentBefore = 12;

/** What a test may turn and ask of the broadcasts: one goes on a second with each second that passes. */
export class LiveDesk {
  /** How many segments, of a second each, the playlist of a broadcast reaches back. */
  windowSeconds = 8;
  #since: number | undefined;
  #endedAt: number | undefined;

  /** The segments that are there, by their place from 0 on: `first` up to before `end`; `isOver`: nothing more will come. */
  window(now = Date.now()): { first: number; end: number; isOver: boolean } {
    this.#since ??= now;
    const until = Math.min(now, this.#endedAt ?? now);
    const end = Math.min(showSeconds, sentBefore + Math.floor((until - this.#since) / 1000));
    const isOver = this.#endedAt !== undefined || end === showSeconds;
    return { first: Math.max(0, end - this.windowSeconds), end, isOver };
  }

  /** The broadcast ends now. */
  end(): void {
    this.#endedAt ??= Date.now();
  }

  reset(): void {
    this.windowSeconds = 8;
    this.#since = undefined;
    this.#endedAt = undefined;
  }
}

import type { TellNote, TransferNote } from './transfer-note';

/** What goes well is told this often, however many ranges it is made of. */
const gapMs = 60_000;

interface Sum {
  ranges: number;
  bytes: number;
}

/** Passes notes on; in between it sums what went well, so that a file of any size leaves a log that can be read. */
export class FetchedSums {
  readonly #sums = new Map<string, Sum>();
  #since: number;

  constructor(
    private readonly uptime: () => number,
    private readonly note: TellNote,
  ) {
    this.#since = uptime();
  }

  /** A try brought so many bytes of a range to its end. */
  fetched(host: string, bytes: number): void {
    const sum = this.#sums.get(host) ?? { ranges: 0, bytes: 0 };
    sum.ranges += 1;
    sum.bytes += bytes;
    this.#sums.set(host, sum);
    if (this.uptime() - this.#since >= gapMs) this.flush();
  }

  /** Something that stands by itself; what went well before it is told first. */
  tell(note: TransferNote): void {
    this.flush();
    this.note(note);
  }

  flush(): void {
    const ms = Math.round(this.uptime() - this.#since);
    for (const [host, sum] of this.#sums) this.note({ kind: 'fetched', host, ...sum, ms });
    this.#sums.clear();
    this.#since = this.uptime();
  }
}

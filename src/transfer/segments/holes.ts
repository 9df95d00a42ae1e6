import type { Segment } from '../../formats/segment-list';
import type { ListLedger } from './list-ledger';

/** What of a stream nobody has any more. */
export interface Hole {
  readonly segments: number;
  readonly seconds: number;
}

const noHole: Hole = { segments: 0, seconds: 0 };

/** What has to follow: its place; how far it is to there from the segment before, in places and in seconds. */
export interface Following {
  readonly next: number;
  readonly step: number;
  readonly seconds: number;
}

/** Sees what is missing between the segments of a list: what it calls a gap, and in one that grows all that it skips. */
export class Holes {
  #following: Following | undefined;
  #hole = noHole;

  constructor(private readonly ledger: Pick<ListLedger, 'following' | 'grew'>) {
    this.#following = ledger.following;
  }

  /** The hole in front of a segment that is to be fetched now. */
  before(segment: Segment): Hole {
    this.#pass(segment);
    return this.#take();
  }

  /** A place where nothing is served. */
  gap(segment: Segment): void {
    this.#pass(segment);
    this.#hole = sum(this.#hole, { segments: 1, seconds: segment.seconds });
  }

  /** The hole behind the last segment. */
  atEnd(): Hole {
    return this.#take();
  }

  #pass(segment: Segment): void {
    const { sequence, seconds, next = sequence + 1 } = segment;
    const due = this.#following;
    // Places may be times, which are rounded.
    const isDue = due !== undefined && due.step > 0 && this.ledger.grew;
    const skipped = isDue ? Math.round((sequence - due.next) / due.step) : 0;
    if (isDue && skipped > 0) {
      this.#hole = sum(this.#hole, { segments: skipped, seconds: skipped * due.seconds });
    }
    this.#following = { next, step: next - sequence, seconds };
  }

  #take(): Hole {
    const hole = this.#hole;
    this.#hole = noHole;
    return hole;
  }
}

const sum = (one: Hole, other: Hole): Hole => ({
  segments: one.segments + other.segments,
  seconds: one.seconds + other.seconds,
});

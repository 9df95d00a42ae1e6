import type { Run } from './segment-ledger';
import type { MarkRecord } from './segment-record';

const mostMarks = 64;

/**
 * Remembers where some of the segments begin, evenly over the track, so that a file that was cut short
 * costs a stretch and not all that was there.
 */
export class SegmentMarks {
  #marks: MarkRecord[];
  /** Segments whose number is a multiple of this are kept. */
  #stride = 1;

  constructor(marks: readonly MarkRecord[] = []) {
    this.#marks = [...marks];
    this.#thin();
  }

  add(mark: MarkRecord): void {
    if (mark[0] % this.#stride !== 0) return;
    this.#marks.push(mark);
    this.#thin();
  }

  /** The last one within the run that lies before the end of a file of so many bytes. */
  lastWithin({ first, last, startByte, endByte }: Run, fileBytes: number): MarkRecord | undefined {
    const most = Math.min(fileBytes, endByte);
    return this.#marks
      .filter(([sequence]) => sequence > first && sequence <= last)
      .filter(([, , at]) => at > startByte && at <= most)
      .toSorted(([a], [b]) => b - a)[0];
  }

  records(): readonly MarkRecord[] {
    return [...this.#marks];
  }

  #thin(): void {
    while (this.#marks.length > mostMarks) {
      this.#stride *= 2;
      this.#marks = this.#marks.filter(([sequence]) => sequence % this.#stride === 0);
    }
  }
}

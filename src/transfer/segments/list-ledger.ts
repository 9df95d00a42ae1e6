import type { Segment } from '../../formats/segment-list';

/**
 * Where a run of segments with one clock and one encoding begins in the file, the number of its stretch,
 * and what its clock says at its begin, in seconds; null where nobody knows.
 */
export type StretchMark = readonly [place: number, stretch: number, clockStart: number | null];

/** What of a list lies in the file: its first segments, one behind the other. */
export interface ListRecord {
  readonly segments: number;
  readonly bytes: number;
  readonly seconds: number;
  /** The last one's place in the stream. */
  readonly last?: number;
  readonly stretches: readonly StretchMark[];
  /** Nothing more will come. */
  readonly isComplete?: true;
  /** Of the whole list, in segments and seconds, as it was when it was first read. */
  readonly whole?: readonly [segments: number, seconds: number];
}

const nothing: ListRecord = { segments: 0, bytes: 0, seconds: 0, stretches: [] };

/** How far a list has come. It counts what is wholly in the file, and nothing else. */
export class ListLedger {
  #record: ListRecord;

  /** `fileBytes`: what the file really holds; a record that says more is not believed. */
  constructor(record: ListRecord = nothing, fileBytes = Number.POSITIVE_INFINITY) {
    this.#record = record.bytes <= fileBytes ? record : nothing;
  }

  get received(): number {
    return this.#record.bytes;
  }

  get isComplete(): boolean {
    return this.#record.isComplete === true;
  }

  get last(): number {
    return this.#record.last ?? Number.NEGATIVE_INFINITY;
  }

  /** In bytes: exact at the end; until then by what the seconds so far have taken; undefined where there is no end. */
  get total(): number | undefined {
    const { isComplete, bytes, seconds, whole } = this.#record;
    if (isComplete) return bytes;
    if (!whole || seconds === 0) return undefined;
    return Math.max(bytes, Math.round((bytes * whole[1]) / seconds));
  }

  /** Whether a list that was read anew is still the one that was begun; one that grows always is. */
  fits(segments: number): boolean {
    const { whole } = this.#record;
    return whole === undefined || whole[0] === segments;
  }

  learnWhole(segments: number, seconds: number): void {
    this.#record = { ...this.#record, whole: [segments, seconds] };
  }

  /** A segment is in the file, `bytes` more of it. `opens`: it is the first of a stretch. */
  add({ sequence, seconds, stretch, clockStart }: Segment, bytes: number, opens: boolean): void {
    const before = this.#record;
    const mark: StretchMark = [before.bytes, stretch, clockStart ?? null];
    this.#record = {
      ...before,
      segments: before.segments + 1,
      bytes: before.bytes + bytes,
      seconds: before.seconds + seconds,
      last: sequence,
      stretches: opens ? [...before.stretches, mark] : before.stretches,
    };
  }

  complete(): void {
    this.#record = { ...this.#record, isComplete: true };
  }

  /** The list is another one now: all is missing again. */
  empty(): void {
    this.#record = nothing;
  }

  record(): ListRecord {
    return this.#record;
  }
}

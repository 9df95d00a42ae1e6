import { type Segment, type SegmentList, secondsOf } from '../../formats/segment-list';
import type { Following, Hole } from './holes';
import { noSum, segmentSum } from './list-sum';

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
  /** And where its own bytes begin in the file. */
  readonly lastPlace?: number;
  /** Over what tells them from those of another version (`segmentSum`); older records have none. */
  readonly sum?: number;
  /** The place of what follows it. */
  readonly next?: number;
  /** More was to come when it was first read. */
  readonly grew?: true;
  /** Of what is not to be had; absent: nothing. */
  readonly missedSeconds?: number;
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

  get lastPlace(): number | undefined {
    return this.#record.lastPlace;
  }

  /** Whether a whole list that was read anew names what is in the file as the one did that was begun; one that grew always does. */
  fits(list: SegmentList): boolean {
    const { whole, segments, sum } = this.#record;
    if (whole === undefined || segments === 0 || this.grew) return true;
    const isAsLong = whole[0] === list.segments.length && whole[1] === secondsOf(list);
    return isAsLong && (sum === undefined || sum === this.#sumOf(list));
  }

  /** Another name for the same bytes: from now on the list is to be as it is now. */
  adopt(list: SegmentList): void {
    this.#record = { ...this.#record, sum: this.#sumOf(list) };
    this.learnWhole(list);
  }

  /** It grows: what it has no longer when its turn comes is lost. */
  learnGrowth(): void {
    this.#record = { ...this.#record, grew: true };
  }

  get grew(): boolean {
    return this.#record.grew === true;
  }

  /** Of what nobody has, in seconds. */
  get missedSeconds(): number {
    return this.#record.missedSeconds ?? 0;
  }

  /** What has to come behind what is in the file; undefined where nothing is, or an older record does not say. */
  get following(): Following | undefined {
    const { last, next, seconds, segments } = this.#record;
    if (last === undefined || next === undefined || segments === 0) return undefined;
    return { next, step: next - last, seconds: seconds / segments };
  }

  /** There is a hole behind what is in the file. */
  miss({ seconds }: Hole): void {
    this.#record = { ...this.#record, missedSeconds: this.missedSeconds + seconds };
  }

  /** The hole reaches to there. */
  pass({ sequence, next = sequence + 1 }: Segment): void {
    this.#record = { ...this.#record, last: sequence, next };
  }

  learnWhole(list: SegmentList): void {
    this.#record = { ...this.#record, whole: [list.segments.length, secondsOf(list)] };
  }

  /** A segment is in the file: `ownBytes`, and in front of them `initBytes`. `opens`: it is the first of a stretch. */
  add(segment: Segment, initBytes: number, ownBytes: number, opens: boolean): void {
    const { sequence, seconds, stretch, clockStart, next = sequence + 1 } = segment;
    const before = this.#record;
    // Over some of them it would be none.
    const isSummed = before.sum !== undefined || before.segments === 0;
    const mark: StretchMark = [before.bytes, stretch, clockStart ?? null];
    this.#record = {
      ...before,
      segments: before.segments + 1,
      bytes: before.bytes + initBytes + ownBytes,
      seconds: before.seconds + seconds,
      last: sequence,
      next,
      lastPlace: before.bytes + initBytes,
      ...(isSummed ? { sum: segmentSum(before.sum ?? noSum, segment) } : {}),
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

  /** Of as many as are in the file. */
  #sumOf({ segments }: SegmentList): number {
    const there = segments.filter(({ sequence, isGap }) => sequence <= this.last && !isGap);
    return there.slice(-this.#record.segments).reduce(segmentSum, noSum);
  }
}

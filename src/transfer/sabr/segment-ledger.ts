import { ReelkeepError } from '../../errors';
import { maxFileBytes } from '../file-ledger';
import { nonsense } from './nonsense';
import { SegmentMarks } from './segment-marks';
import { isPossibleRecord, mostRuns, type SegmentRecord } from './segment-record';

/** A segment as the server announces it: where it stands in time and in the format's file. */
export interface Segment {
  /** From 1 on. */
  readonly sequence: number;
  readonly startMs: number;
  readonly durationMs: number;
  /** Its place in the file. */
  readonly startByte: number;
  readonly bytes: number;
}

/** Segments on disk without a gap; the ends of times and bytes are exclusive. */
export interface Run {
  readonly first: number;
  readonly last: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly startByte: number;
  readonly endByte: number;
}

/** A stretch between runs, in which segments are missing. */
export interface Gap {
  /** The number of the first that is missing. */
  readonly first: number;
  /** Of the next one that is there; Infinity: there is none. */
  readonly end: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** What the server says of a track as a whole. */
export interface TrackFacts {
  readonly lastSegment?: number;
  readonly endMs?: number;
}

/** Which segments of one track are on disk. Segments come in any order; each is added once, when all its bytes are there. */
export class SegmentLedger {
  #runs: Run[];
  #marks: SegmentMarks;
  #initBytes: number | undefined;
  #facts: TrackFacts;

  /** `fileBytes`: what the page states of the file. A record that contradicts it or itself is dropped. */
  constructor(record: SegmentRecord = { runs: [] }, fileBytes?: number) {
    const { initBytes, lastSegment, endMs, runs, marks } = isPossibleRecord(record, fileBytes)
      ? record
      : { runs: [] };
    this.#initBytes = initBytes;
    this.#facts = {
      ...(lastSegment === undefined ? {} : { lastSegment }),
      ...(endMs === undefined ? {} : { endMs }),
    };
    this.#marks = new SegmentMarks(marks);
    this.#runs = runs.map(([first, last, startMs, end, startByte, endByte]) => ({
      ...{ first, last, startMs, endMs: end, startByte, endByte },
    }));
  }

  get runs(): readonly Run[] {
    return this.#runs;
  }

  get hasInit(): boolean {
    return this.#initBytes !== undefined;
  }

  get lastSegment(): number | undefined {
    return this.#facts.lastSegment;
  }

  /** How long the track is, as the server says. */
  get endMs(): number | undefined {
    return this.#facts.endMs;
  }

  /** Bytes on disk. */
  get received(): number {
    return this.#runs.reduce(
      (sum, { startByte, endByte }) => sum + endByte - startByte,
      this.#initBytes ?? 0,
    );
  }

  /** Milliseconds of media without a gap from the beginning. */
  get contiguousMs(): number {
    const [run] = this.#runs;
    return run?.first === 1 ? run.endMs : 0;
  }

  /** Every segment is there, from the first byte of the file on without a hole. */
  get isComplete(): boolean {
    const [run] = this.#runs;
    return (
      this.hasInit &&
      this.#runs.length === 1 &&
      run?.first === 1 &&
      run.last === this.#facts.lastSegment
    );
  }

  /** The run that holds this time. */
  runAt(timeMs: number): Run | undefined {
    return this.#runs.find(({ startMs, endMs }) => startMs <= timeMs && endMs > timeMs);
  }

  /** The run that holds this segment. */
  runWith(sequence: number): Run | undefined {
    return this.#runs.find(({ first, last }) => first <= sequence && sequence <= last);
  }

  has(sequence: number): boolean {
    return this.runWith(sequence) !== undefined;
  }

  /** @throws content-changed where it is not what the server said before. */
  learn(facts: TrackFacts): void {
    const { lastSegment } = facts;
    if (lastSegment !== undefined) {
      const before = this.#facts.lastSegment ?? lastSegment;
      const highest = this.#runs.at(-1)?.last ?? 0;
      if (before !== lastSegment || highest > lastSegment) {
        throw contradiction({ announced: lastSegment, before, highest });
      }
    }
    this.#facts = { ...facts, ...this.#facts };
  }

  /** @throws content-changed where a beginning of so many bytes has no room. */
  demandInit(bytes: number): void {
    const startByte = this.#runs[0]?.startByte ?? Number.POSITIVE_INFINITY;
    if (bytes > startByte) throw contradiction({ initBytes: bytes, startByte });
  }

  addInit(bytes: number): void {
    this.demandInit(bytes);
    this.#initBytes ??= bytes;
  }

  /**
   * What is on disk stays as it is: the segment must lie between its neighbours, and touch those whose
   * numbers are next to its own. @throws content-changed where it does not.
   */
  demandRoom({ sequence, startByte, bytes }: Segment): void {
    const last = this.#facts.lastSegment ?? Number.POSITIVE_INFINITY;
    if (sequence > last) throw contradiction({ sequence, announced: last });
    const { before, after } = this.#around(sequence);
    const endByte = startByte + bytes;
    const free = before?.endByte ?? this.#initBytes ?? 0;
    const isAtOnce = before ? before.last === sequence - 1 : sequence === 1 && this.hasInit;
    if (startByte < free || (isAtOnce && startByte !== free)) {
      throw contradiction({ sequence, startByte, free });
    }
    if (!after) return;
    if (endByte > after.startByte || (after.first === sequence + 1 && endByte < after.startByte)) {
      throw contradiction({ sequence, endByte, taken: after.startByte });
    }
  }

  /** The segment's bytes are on disk. @throws content-changed where it has no room, sabr-error where there are more pieces than can be. */
  add(segment: Segment): void {
    const { sequence, startMs, durationMs, startByte, bytes } = segment;
    if (this.has(sequence)) return;
    this.demandRoom(segment);
    const { at, before, after } = this.#around(sequence);
    const joinsBefore = before?.last === sequence - 1;
    const joinsAfter = after?.first === sequence + 1;
    const run: Run = {
      first: joinsBefore ? before.first : sequence,
      startMs: joinsBefore ? before.startMs : startMs,
      startByte: joinsBefore ? before.startByte : startByte,
      last: joinsAfter ? after.last : sequence,
      endMs: joinsAfter ? after.endMs : startMs + durationMs,
      endByte: joinsAfter ? after.endByte : startByte + bytes,
    };
    const joined = Number(joinsBefore) + Number(joinsAfter);
    this.#runs.splice(joinsBefore ? at - 1 : at, joined, run);
    this.#marks.add([sequence, startMs, startByte]);
    if (this.#runs.length > mostRuns) throw nonsense('segments here and there');
  }

  /** Where segments are missing, in their order. */
  gaps(): Gap[] {
    const gaps: Gap[] = [];
    let first = 1;
    let startMs = 0;
    for (const run of this.#runs) {
      if (run.first > first) gaps.push({ first, end: run.first, startMs, endMs: run.startMs });
      first = run.last + 1;
      startMs = run.endMs;
    }
    const isOpen = this.lastSegment === undefined || first <= this.lastSegment;
    const end = Number.POSITIVE_INFINITY;
    if (isOpen) gaps.push({ first, end, startMs, endMs: end });
    return gaps;
  }

  /** What a file of so many bytes cannot hold is missing again. */
  trust(fileBytes: number): void {
    if ((this.#initBytes ?? 0) > fileBytes) this.#initBytes = undefined;
    this.#runs = this.#runs.flatMap((run) => {
      if (run.endByte <= fileBytes) return [run];
      const mark = this.#marks.lastWithin(run, fileBytes);
      return mark ? [{ ...run, last: mark[0] - 1, endMs: mark[1], endByte: mark[2] }] : [];
    });
    this.#marks = new SegmentMarks(
      this.#marks.records().filter(([sequence]) => this.has(sequence)),
    );
  }

  /** Everything fetched belongs to a content that is gone. */
  empty(): void {
    this.#runs = [];
    this.#marks = new SegmentMarks();
    this.#initBytes = undefined;
    this.#facts = {};
  }

  record(): SegmentRecord {
    return {
      ...(this.#initBytes === undefined ? {} : { initBytes: this.#initBytes }),
      ...this.#facts,
      runs: this.#runs.map(({ first, last, startMs, endMs, startByte, endByte }) => [
        ...([first, last, startMs, endMs, startByte, endByte] as const),
      ]),
      marks: this.#marks.records(),
    };
  }

  /** The runs beside a segment that is missing, and its place among them. */
  #around(sequence: number): { at: number; before: Run | undefined; after: Run | undefined } {
    const found = this.#runs.findIndex(({ first }) => first > sequence);
    const at = found === -1 ? this.#runs.length : found;
    return { at, before: this.#runs[at - 1], after: this.#runs[at] };
  }
}

/** Whether such a segment can be: what a server states is hostile until it was looked at. */
export const isPossible = ({ sequence, startMs, durationMs, startByte, bytes }: Segment): boolean =>
  [sequence, startMs, durationMs, startByte, bytes].every(
    (value) => Number.isSafeInteger(value) && value >= 0,
  ) &&
  sequence >= 1 &&
  durationMs >= 1 &&
  bytes >= 1 &&
  startByte + bytes <= maxFileBytes;

const contradiction = (facts: Readonly<Record<string, number>>): ReelkeepError =>
  new ReelkeepError('content-changed', 'The server contradicts what it said of this track.', {
    facts,
  });

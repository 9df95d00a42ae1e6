import type { FormatId, MediaHeader } from 'googlevideo/protos';
import { SpareBuffers } from '../body-reader';
import type { Sink } from '../sink';
import { GatheredWrites } from './gathered-writes';
import { readMediaHeader } from './media-header';
import { nonsense } from './nonsense';
import type { SabrFormat } from './sabr-source';
import { isBeyond, type Window } from './sabr-windows';
import type { Segment, SegmentLedger } from './segment-ledger';

/** What a window needs of its track while an answer comes in. */
export interface IncomingTrack {
  readonly format: SabrFormat;
  readonly ledger: SegmentLedger;
  readonly sink: Sink;
  /** Segments that some window of the track receives at this moment, by number: nobody else takes them. */
  readonly inFlight: Map<number, Segment>;
  /** Another format came although nobody asked for it. */
  readonly refuse: (format: FormatId) => void;
}

type Piece =
  | { readonly kind: 'init'; readonly bytes: number; readonly startByte: 0; taken: number }
  | {
      readonly kind: 'segment';
      readonly segment: Segment;
      readonly bytes: number;
      readonly startByte: number;
      taken: number;
    }
  /** Not ours, or there already: read past. */
  | { readonly kind: 'skipped' };

/** Segments that an answer may have open at once; the server interleaves two tracks at most. */
const mostOpen = 16;

/** Takes one answer's media parts, writes them to their places, and tells the ledger of each that is whole. */
export class Incoming {
  readonly #open = new Map<number, Piece>();
  #current: Piece | undefined;
  readonly #writes: GatheredWrites;
  #gained = 0;
  #hasBegun = false;
  #isOver = false;

  constructor(
    private readonly track: IncomingTrack,
    private readonly window: Window,
    spares = new SpareBuffers(),
  ) {
    this.#writes = new GatheredWrites(track.sink, spares);
  }

  /** Bytes of what came whole. */
  get gained(): number {
    return this.#gained;
  }

  /** It has come to where another window was before: the rest of the answer is not wanted. */
  get isOver(): boolean {
    return this.#isOver;
  }

  header(header: MediaHeader): void {
    const id = header.headerId ?? 0;
    if (this.#open.has(id) || this.#open.size >= mostOpen) throw nonsense('a header', { id });
    this.#open.set(id, this.#begin(header));
  }

  /** The beginning of a media part. Answers with how many of its bytes are wanted. */
  media(part: Uint8Array<ArrayBuffer>): Promise<number> | number {
    this.#current = this.#whose(part).piece;
    return this.more(part.subarray(1));
  }

  more(bytes: Uint8Array<ArrayBuffer>): Promise<number> | number {
    const piece = this.#current;
    if (!piece || piece.kind === 'skipped' || bytes.length === 0) return 0;
    return this.#write(piece, bytes);
  }

  /** Where the sink can say so, resolves once the segment is kept. */
  async end(part: Uint8Array<ArrayBuffer>): Promise<void> {
    const { id, piece } = this.#whose(part);
    this.#open.delete(id);
    this.#current = undefined;
    if (piece.kind === 'skipped') return;
    try {
      const { bytes, taken } = piece;
      if (taken !== bytes) throw nonsense('a segment that is too short', { bytes, taken });
      await this.#writes.flush();
    } finally {
      if (piece.kind === 'segment') this.track.inFlight.delete(piece.segment.sequence);
    }
    const { bytes } = piece;
    if (piece.kind === 'init') this.track.ledger.addInit(bytes);
    else this.track.ledger.add(piece.segment);
    this.#gained += bytes;
    await this.track.sink.commit?.();
  }

  /** The answer is over: what is open was cut off, and may be fetched by whoever comes. */
  close(): void {
    for (const piece of this.#open.values()) {
      if (piece.kind === 'segment') this.track.inFlight.delete(piece.segment.sequence);
    }
    this.#open.clear();
    this.#writes.close();
  }

  async #write(
    piece: Exclude<Piece, { kind: 'skipped' }>,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<number> {
    if (piece.taken + bytes.length > piece.bytes) {
      throw nonsense('a segment that is too long', { bytes: piece.bytes });
    }
    await this.#writes.write(piece.startByte + piece.taken, bytes);
    piece.taken += bytes.length;
    return bytes.length;
  }

  #begin(header: MediaHeader): Piece {
    const { format, ledger, inFlight, refuse } = this.track;
    const announced = readMediaHeader(header, format);
    if (announced.kind === 'other') {
      refuse(announced.formatId);
      return { kind: 'skipped' };
    }
    if (announced.kind === 'init') {
      const { bytes } = announced;
      if (ledger.hasInit) return { kind: 'skipped' };
      for (const other of inFlight.values())
        demandApart({ sequence: 0, startByte: 0, bytes }, other);
      ledger.demandInit(bytes);
      return { kind: 'init', startByte: 0, bytes, taken: 0 };
    }
    return this.#beginSegment(announced.segment);
  }

  #beginSegment(segment: Segment): Piece {
    const { ledger, inFlight } = this.track;
    const { sequence, startMs, durationMs, startByte, bytes } = segment;
    if (isBeyond(this.window, sequence, startMs)) return this.#leave();
    if (ledger.has(sequence) || inFlight.has(sequence)) {
      // Times are rounded, so an answer may begin with what is there; behind something new it has met the next window.
      return this.#hasBegun ? this.#leave() : { kind: 'skipped' };
    }
    // Before a byte is written: it may not lie where something else lies, or will.
    ledger.demandRoom(segment);
    for (const other of inFlight.values()) demandApart(segment, other);
    inFlight.set(sequence, segment);
    this.#hasBegun = true;
    this.window.next ??= sequence;
    this.window.reachMs = Math.max(this.window.reachMs, startMs + durationMs);
    return { kind: 'segment', segment, startByte, bytes, taken: 0 };
  }

  #leave(): Piece {
    this.#isOver = true;
    return { kind: 'skipped' };
  }

  /** Whose bytes they are: a byte before them says it. */
  #whose(part: Uint8Array): { id: number; piece: Piece } {
    const [id = -1] = part;
    const piece = this.#open.get(id);
    if (!piece) throw nonsense('media without a header', { id });
    return { id, piece };
  }
}

/** Two windows write at the same time: never to the same place, and in the order of their numbers. */
function demandApart(one: Pick<Segment, 'sequence' | 'startByte' | 'bytes'>, other: Segment): void {
  const [first, second] = one.sequence < other.sequence ? [one, other] : [other, one];
  if (first.startByte + first.bytes <= second.startByte) return;
  throw nonsense('segments in one place', { sequence: one.sequence, other: other.sequence });
}

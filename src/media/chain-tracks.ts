import { EncodedPacket } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { Packet, PacketWalk } from './packet-walk';
import type { SourceTrack } from './source-track';

/** One of a track's pieces, and the seconds that are added to all of its times. */
export interface Piece {
  readonly track: SourceTrack;
  readonly shift: number;
}

/** MPEG's own clock: fine enough for whatever pieces of several clocks come to. */
const commonTimescale = 90_000;

/**
 * Several tracks, one behind the other, as one.
 * @throws mux-failed where they do not have one codec.
 */
export function chainTracks(pieces: readonly Piece[]): SourceTrack {
  const [head] = pieces;
  if (!head) throw new ReelkeepError('mux-failed', 'There is nothing to put together.');
  const { track, shift } = head;
  const codec = track.codecs.video ?? track.codecs.audio;
  const isOne = pieces.every(
    (piece) => (piece.track.codecs.video ?? piece.track.codecs.audio) === codec,
  );
  if (!isOne) throw new ReelkeepError('mux-failed', 'The stream changes its codec in the middle.');
  const timescales = new Set(pieces.map((piece) => piece.track.timescale));
  return {
    ...track,
    sourceBytes: pieces.reduce((sum, piece) => sum + piece.track.sourceBytes, 0),
    first: track.first.clone({ timestamp: track.first.timestamp + shift }),
    hasIndex: pieces.every((piece) => piece.track.hasIndex),
    timescale: timescales.size === 1 ? track.timescale : commonTimescale,
    isPlain: pieces.every((piece) => piece.track.isPlain),
    walk: (metadataOnly) => new ChainWalk(pieces, metadataOnly),
  };
}

class ChainWalk implements PacketWalk {
  readonly #pieces: Iterator<Piece>;
  #piece: { readonly walk: PacketWalk; readonly shift: number } | undefined;

  constructor(
    pieces: readonly Piece[],
    private readonly metadataOnly: boolean,
  ) {
    this.#pieces = pieces.values();
  }

  next(): Packet | null | Promise<Packet | null> {
    this.#piece ??= this.#open();
    if (!this.#piece) return null;
    const { walk, shift } = this.#piece;
    const packet = walk.next();
    // Most walks have their next packet at hand: a turn for each of millions would be felt.
    if (packet instanceof Promise) return packet.then((found) => this.#shifted(found, shift));
    return this.#shifted(packet, shift);
  }

  #shifted(packet: Packet | null, shift: number): Packet | null | Promise<Packet | null> {
    if (packet) return shift === 0 ? packet : moved(packet, packet.timestamp + shift);
    this.#piece = undefined;
    return this.next();
  }

  #open(): { readonly walk: PacketWalk; readonly shift: number } | undefined {
    const { value, done } = this.#pieces.next();
    if (done) return undefined;
    return { walk: value.track.walk(this.metadataOnly), shift: value.shift };
  }
}

const moved = (packet: Packet, timestamp: number): Packet =>
  packet instanceof EncodedPacket ? packet.clone({ timestamp }) : { ...packet, timestamp };

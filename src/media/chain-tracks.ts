import { EncodedPacket } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { Packet, PacketWalk } from './packet-walk';
import { parameterSets } from './parameter-sets';
import type { SourceTrack } from './source-track';

/** One of a track's pieces, and the seconds that are added to all of its times. */
export interface Piece {
  readonly track: SourceTrack;
  readonly shift: number;
}

/** MPEG's own clock: fine enough for whatever pieces of several clocks come to. */
const commonTimescale = 90_000;

/**
 * Several tracks, one behind the other, as one. A file has one description for all of them: where theirs
 * differ (an advertisement of another size), each brings its own along, in front of its key packets.
 * @throws mux-failed where they do not have one codec, or one that cannot bring its description along.
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
  const own = isOneDescription(pieces) ? pieces.map(() => undefined) : pieces.map(broughtAlong);
  const timescales = new Set(pieces.map((piece) => piece.track.timescale));
  return {
    ...track,
    sourceBytes: pieces.reduce((sum, piece) => sum + piece.track.sourceBytes, 0),
    first: track.first.clone({ timestamp: track.first.timestamp + shift }),
    hasIndex: pieces.every((piece) => piece.track.hasIndex),
    timescale: timescales.size === 1 ? track.timescale : commonTimescale,
    isPlain: pieces.every((piece) => piece.track.isPlain),
    walk: (metadataOnly) => new ChainWalk(pieces, own, metadataOnly),
  };
}

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a?.length === b?.length && (a?.every((byte, at) => byte === b?.[at]) ?? true);

const isOneDescription = (pieces: readonly Piece[]): boolean =>
  pieces.every(({ track }) => sameBytes(essence(track), pieces[0] && essence(pieces[0].track)));

/** Of AAC the first two bytes say its kind, rate and channels; what follows are hints that decoders do without. */
const essence = ({ codecs, description }: SourceTrack): Uint8Array | undefined =>
  codecs.audio === 'aac' ? description?.subarray(0, 2) : description;

/** Undefined for what needs none: whatever has no description apart. */
function broughtAlong({ track: { codecs, description } }: Piece): Uint8Array | undefined {
  if (description === undefined || !isDescribed.has(codecs.video ?? codecs.audio ?? '')) {
    return undefined;
  }
  const sets = parameterSets(codecs.video, description);
  if (sets) return sets;
  throw new ReelkeepError('mux-failed', 'The stream changes its encoding in the middle.');
}

/** The others say in each key packet all that there is to know. */
const isDescribed: ReadonlySet<string> = new Set(['avc', 'hevc', 'aac', 'opus', 'vorbis']);

class ChainWalk implements PacketWalk {
  #next = 0;
  #piece: OpenPiece | undefined;

  constructor(
    private readonly pieces: readonly Piece[],
    /** By piece: what goes in front of its key packets. */
    private readonly own: readonly (Uint8Array | undefined)[],
    private readonly metadataOnly: boolean,
  ) {}

  next(): Packet | null | Promise<Packet | null> {
    this.#piece ??= this.#open();
    if (!this.#piece) return null;
    const piece = this.#piece;
    const packet = piece.walk.next();
    // Most walks have their next packet at hand: a turn for each of millions would be felt.
    if (packet instanceof Promise) return packet.then((found) => this.#placed(found, piece));
    return this.#placed(packet, piece);
  }

  #placed(packet: Packet | null, piece: OpenPiece): Packet | null | Promise<Packet | null> {
    if (packet) return placed(packet, piece);
    this.#piece = undefined;
    return this.next();
  }

  #open(): OpenPiece | undefined {
    const piece = this.pieces[this.#next];
    const own = this.own[this.#next];
    this.#next += 1;
    return piece && { walk: piece.track.walk(this.metadataOnly), shift: piece.shift, own };
  }
}

interface OpenPiece {
  readonly walk: PacketWalk;
  readonly shift: number;
  readonly own: Uint8Array | undefined;
}

function placed(packet: Packet, { shift, own }: OpenPiece): Packet {
  if (own && packet.type === 'key') return withOwn(packet, own, packet.timestamp + shift);
  if (shift === 0) return packet;
  const timestamp = packet.timestamp + shift;
  return packet instanceof EncodedPacket ? packet.clone({ timestamp }) : { ...packet, timestamp };
}

function withOwn(packet: Packet, own: Uint8Array, timestamp: number): Packet {
  const { type, duration, data } = packet;
  const byteLength = own.length + packet.byteLength;
  // Where only its length was asked for there is no data.
  if (data.length === 0) return { type, duration, timestamp, byteLength, data };
  const whole = new Uint8Array(byteLength);
  whole.set(own);
  whole.set(data, own.length);
  return { type, duration, timestamp, byteLength, data: whole };
}

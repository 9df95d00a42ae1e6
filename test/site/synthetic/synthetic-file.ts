import { stampBytes } from './pad-frame';
import type { Segments } from './segments';

/** A packet of the whole file; `data` holds until the next one is asked for. */
export interface SyntheticPacket {
  readonly data: Buffer;
  readonly seconds: number;
}

/** A media file of any length that is stored nowhere: each range of it is computed when it is asked for. */
export class SyntheticFile {
  readonly bytes: number;
  readonly durationSeconds: number;
  readonly packets: number;
  #numbered = -1;

  constructor(private readonly parts: Segments) {
    const { head, segment, count, seconds, packets } = parts;
    this.bytes = head.length + segment.length * count;
    this.durationSeconds = seconds * count;
    this.packets = packets.length * count;
  }

  get head(): Buffer {
    return this.parts.head;
  }

  /** Fills the buffer with the file's bytes from there on. @throws where the file ends before. */
  read(buffer: Uint8Array, at: number): void {
    const { head, segment } = this.parts;
    if (at + buffer.length > this.bytes) throw new RangeError('Beyond the end of the file.');
    for (let done = 0; done < buffer.length; ) {
      const place = at + done;
      const index = Math.floor((place - head.length) / segment.length);
      const source = index < 0 ? head : this.#segment(index);
      const from = index < 0 ? place : place - head.length - index * segment.length;
      const piece = source.subarray(from, from + buffer.length - done);
      buffer.set(piece, done);
      done += piece.length;
    }
  }

  /** The packet at this place, from 0, in the order of decoding. */
  packet(place: number): SyntheticPacket {
    const { packets, seconds } = this.parts;
    const index = Math.floor(place / packets.length);
    const packet = packets[place % packets.length];
    if (packet === undefined) throw new RangeError(`No packet ${place}.`);
    const { at, bytes } = packet;
    const data = this.#segment(index).subarray(at, at + bytes);
    return { data, seconds: index * seconds + packet.seconds };
  }

  #segment(index: number): Buffer {
    const { segment, packets, number } = this.parts;
    if (index === this.#numbered) return segment;
    number(index);
    for (const [place, { at, stampAt }] of packets.entries()) {
      if (stampAt === undefined) continue;
      const stamp = String(index * packets.length + place).padStart(stampBytes, '0');
      segment.write(stamp, at + stampAt, 'latin1');
    }
    this.#numbered = index;
    return segment;
  }
}

const pieceBytes = 256 * 1024;

/** The bytes from `start` to before `end`, piece by piece, each in memory of its own. */
export function* syntheticPieces(
  file: SyntheticFile,
  start = 0,
  end = file.bytes,
): Generator<Buffer> {
  for (let at = start; at < end; at += pieceBytes) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - at));
    file.read(piece, at);
    yield piece;
  }
}

import { UMPPartId } from 'googlevideo/protos';
import { CompositeBuffer, UmpReader } from 'googlevideo/ump';
import { nonsense } from './nonsense';

/** What an answer in YouTube's own framing (type, size, payload) is made of, as it comes. */
export type UmpPiece =
  /** A part that is small, whole. */
  | { readonly kind: 'part'; readonly type: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A media part begins: its header's id, and what has come of the bytes. */
  | { readonly kind: 'media'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** More of the media part. */
  | { readonly kind: 'more'; readonly bytes: Uint8Array<ArrayBuffer> };

/** A segment of the best picture has some megabytes; the server cuts it into parts well below that. */
const longestPart = 32 * 1024 * 1024;
/** What the server says beside its media is short; longer parts are none that we know of, and are read past. */
const longestWord = 256 * 1024;
/** So much of a media part must be there to know whose it is. */
const idBytes = 1;

/**
 * Takes an answer's chunks as they come. Media are passed on without being collected, so that memory
 * does not depend on how the server cuts them.
 */
export class UmpStream {
  /** Of a part whose head, or whose short payload, has not come whole. */
  #kept: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** Missing of the part in whose middle we are. */
  #left = 0;
  #isWanted = false;

  /** Whether the answer ended in the middle of a part. */
  get isCut(): boolean {
    return this.#left > 0 || this.#kept.length > 0;
  }

  /** The chunk's pieces; they may lie in its memory. @throws sabr-error where a part is larger than any. */
  *push(chunk: Uint8Array<ArrayBuffer>): Generator<UmpPiece, void, void> {
    let rest = this.#kept.length > 0 ? joined(this.#kept, chunk) : chunk;
    this.#kept = rest.subarray(0, 0);
    while (rest.length > 0) {
      if (this.#left > 0) {
        const bytes = rest.subarray(0, this.#left);
        this.#left -= bytes.length;
        rest = rest.subarray(bytes.length);
        if (this.#isWanted) yield { kind: 'more', bytes };
        continue;
      }
      const head = readHead(rest);
      const needed = head && head.length + leastOf(head);
      if (!head || needed === undefined || needed > rest.length) {
        // The caller may use the chunk's memory again.
        this.#kept = rest.slice();
        return;
      }
      const end = Math.min(rest.length, head.length + head.size);
      const bytes = rest.subarray(head.length, end);
      this.#left = head.size - bytes.length;
      this.#isWanted = head.type === UMPPartId.MEDIA;
      rest = rest.subarray(end);
      if (this.#isWanted) yield { kind: 'media', bytes };
      else if (head.size <= longestWord) yield { kind: 'part', type: head.type, bytes };
    }
  }
}

interface Head {
  readonly type: number;
  readonly size: number;
  /** Bytes of the head itself. */
  readonly length: number;
}

function readHead(bytes: Uint8Array): Head | undefined {
  const reader = new UmpReader(new CompositeBuffer([bytes]));
  const [type, typeEnd] = reader.readVarInt(0);
  const [size, length] = reader.readVarInt(typeEnd);
  if (type < 0 || size < 0) return undefined;
  if (size > longestPart) throw nonsense('a part larger than any', { partBytes: size });
  return { type, size, length };
}

/** How much of its payload must be there before a part can be passed on. */
function leastOf({ type, size }: Head): number {
  if (type === UMPPartId.MEDIA) return Math.min(size, idBytes);
  return size <= longestWord ? size : 0;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

import type { SabrPart } from './sabr-parts';
import { umpHead } from './ump-head';

/** So much is given to the connection at once. */
const pieceBytes = 256 * 1024;
/** Of what is shorter a connection may still hold some when it asks for more; of two long pieces only the last. */
const leastAgain = 64 * 1024;

/**
 * An answer's parts in YouTube's framing, in pieces that are worth a write. A piece is good until the one after
 * the next is asked for: to collect the memory of a gigabyte costs the site more than all else that it does.
 */
export async function* framed(parts: AsyncIterable<SabrPart>): AsyncGenerator<Buffer> {
  let piece = Buffer.allocUnsafe(pieceBytes);
  let other = Buffer.allocUnsafe(pieceBytes);
  let used = 0;
  for await (const part of parts) {
    const { payload, rest } = part;
    const head = umpHead(part);
    const bytes = head.length + payload.length + (rest?.bytes ?? 0);
    if (used + bytes > piece.length) {
      if (used > 0) yield piece.subarray(0, used);
      const isFree = used >= leastAgain || used === 0;
      const next = isFree ? other : Buffer.allocUnsafe(pieceBytes);
      if (isFree) other = piece;
      piece = bytes > next.length ? Buffer.allocUnsafe(bytes) : next;
      used = 0;
    }
    piece.set(head, used);
    piece.set(payload, used + head.length);
    const restAt = used + head.length + payload.length;
    await rest?.read(piece.subarray(restAt, restAt + rest.bytes));
    used += bytes;
  }
  if (used > 0) yield piece.subarray(0, used);
}

import { frame, type SabrPart } from './sabr-parts';

/** So much is given to the connection at once. */
const pieceBytes = 256 * 1024;

/** An answer's parts in YouTube's framing, in pieces that are worth a write. */
export async function* framed(parts: AsyncIterable<SabrPart>): AsyncGenerator<Buffer> {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of parts) {
    for (const chunk of frame(part)) {
      chunks.push(chunk);
      bytes += chunk.length;
    }
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(chunks, bytes);
    chunks = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(chunks, bytes);
}

import { open } from 'node:fs/promises';

/**
 * Makes a media file exactly so many bytes long, with padding that readers skip: a `free` box in mp4
 * (ISO/IEC 14496-12 §8.1.2), a `Void` element in webm (RFC 8794 §11.3.2). Throws where the file is
 * longer already, or too near for the padding's own head.
 */
export async function padFile(path: string, bytes: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    const { size } = await handle.stat();
    const head = path.endsWith('.webm') ? voidHead(bytes - size) : freeHead(bytes - size);
    await handle.write(head, 0, head.length, size);
    await handle.truncate(bytes);
  } finally {
    await handle.close();
  }
}

function freeHead(length: number): Buffer {
  if (length < 8) throw new RangeError(`No room for a free box: ${length} bytes`);
  const head = Buffer.from('\0\0\0\0free', 'latin1');
  head.writeUInt32BE(length);
  return head;
}

function voidHead(length: number): Buffer {
  if (length < 9) throw new RangeError(`No room for a Void element: ${length} bytes`);
  const head = Buffer.alloc(9);
  // The id, then a size in eight bytes whose first says only that.
  head.writeUInt16BE(0xec01);
  head.writeUIntBE(length - 9, 3, 6);
  return head;
}

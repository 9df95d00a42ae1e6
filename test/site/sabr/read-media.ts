import { type FileHandle, open } from 'node:fs/promises';
import type { MediaFile } from '../media/make-media';
import { onceEach } from '../media/once-each';

/** Left open: a site lives as long as its test. */
const openOnce = onceEach<FileHandle>();

/** Bytes of a format's file, whether it lies on the disk or is computed; `end` is exclusive. */
export async function readMedia(
  { path, source }: Pick<MediaFile, 'path' | 'source'>,
  start: number,
  end: number,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(end - start);
  if (source) source.read(bytes, start);
  else {
    const handle = await openOnce(path, () => open(path));
    await handle.read(bytes, 0, bytes.length, start);
  }
  return bytes;
}

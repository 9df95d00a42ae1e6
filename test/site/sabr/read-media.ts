import { type FileHandle, open } from 'node:fs/promises';
import type { MediaFile } from '../media/make-media';
import { onceEach } from '../media/once-each';

/** Left open: a site lives as long as its test. */
const openOnce = onceEach<FileHandle>();

/**
 * Bytes of a format's file, whether it lies on the disk or is computed; `end` is exclusive. `room` bytes
 * in front of them are free: copying is what serving costs most.
 */
export async function readMedia(
  { path, source }: Pick<MediaFile, 'path' | 'source'>,
  start: number,
  end: number,
  room = 0,
): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(room + end - start);
  const bytes = whole.subarray(room);
  if (source) source.read(bytes, start);
  else {
    const handle = await openOnce(path, () => open(path));
    await handle.read(bytes, 0, bytes.length, start);
  }
  return whole;
}

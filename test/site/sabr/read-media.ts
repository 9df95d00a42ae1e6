import { type FileHandle, open } from 'node:fs/promises';
import type { MediaFile } from '../media/make-media';
import { onceEach } from '../media/once-each';

/** Left open: a site lives as long as its test. */
const openOnce = onceEach<FileHandle>();

/** Fills it with bytes of a format's file, from there on, whether the file lies on the disk or is computed. */
export function readMedia(
  { path, source }: Pick<MediaFile, 'path' | 'source'>,
  into: Uint8Array,
  at: number,
): Promise<void> | void {
  return source ? source.read(into, at) : readFile(path, into, at);
}

async function readFile(path: string, into: Uint8Array, at: number): Promise<void> {
  const handle = await openOnce(path, () => open(path));
  await handle.read(into, 0, into.length, at);
}

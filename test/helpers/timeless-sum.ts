import { createHash } from 'node:crypto';

/** Boxes of an mp4 that say when they were made: behind version and flags, twice four bytes in version 0. */
const dated = ['mvhd', 'tkhd', 'mdhd'];

/** SHA-1 of an mp4, but for when it was made: the same media put together in the same manner have the same. */
export function timelessSum(mp4: Buffer): string {
  const bytes = Buffer.from(mp4);
  const start = bytes.indexOf('moov') - 4;
  const end = start < 0 ? 0 : start + bytes.readUInt32BE(start);
  for (const name of dated) {
    for (let at = bytes.indexOf(name, start); at >= 0 && at < end; at = bytes.indexOf(name, at + 4))
      bytes.fill(0, at + 8, at + 16);
  }
  return createHash('sha1').update(bytes).digest('hex');
}

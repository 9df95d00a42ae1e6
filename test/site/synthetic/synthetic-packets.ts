import { createHash } from 'node:crypto';
import type { SyntheticFile } from './synthetic-file';

/** What each packet is, as ffprobe tells it of a file: an MD5, and when it is shown; in the order of decoding. */
export function* syntheticPackets(
  file: SyntheticFile,
): Generator<{ readonly hash: string; readonly seconds: number }> {
  for (let place = 0; place < file.packets; place += 1) {
    const { data, seconds } = file.packet(place);
    yield { hash: `MD5:${createHash('md5').update(data).digest('hex')}`, seconds };
  }
}

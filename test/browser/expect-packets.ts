import { expect } from 'vitest';
import { packetDifference, packetHashes } from '../helpers/packet-hashes';
import type { Clip } from '../site/media/clips';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';

/** Asserts that a file is, packet by packet, what the site serves of these two formats. */
export async function expectPackets(
  file: string,
  picture: number,
  sound: number,
  clip: Clip,
): Promise<void> {
  const tracks = await packetHashes(file);
  const served = async (itag: number, name: string) =>
    (await packetHashes((await makeMedia(profileOf(itag), clip)).path)).get(name) ?? [];
  const pairs = [
    [tracks.get('video/0'), await served(picture, 'video/0')],
    [tracks.get('audio/0'), await served(sound, 'audio/0')],
  ] as const;
  for (const [ours, theirs] of pairs) {
    expect(theirs.length).toBeGreaterThan(50);
    expect(packetDifference(ours ?? [], theirs)).toBeUndefined();
  }
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packetDifference, packetHashes } from '../../helpers/packet-hashes';
import { createTempDir } from '../../helpers/temp-dir';
import { clips } from '../../site/media/clips';
import { makeMedia } from '../../site/media/make-media';
import { profileOf } from '../../site/media/profiles';

const folder = createTempDir('packets');
afterAll(folder.remove);

const path = async (itag: number) => (await makeMedia(profileOf(itag), clips.desert)).path;

function muxed(name: string, ...args: string[]): string {
  const file = join(folder.path, name);
  execFileSync('ffmpeg', ['-v', 'error', ...args, '-c', 'copy', file]);
  return file;
}

test('a file that was only put together holds the packets of its sources, in any container', async () => {
  const [picture, sound] = [await path(134), await path(251)];
  const saved = await packetHashes(muxed('both.mkv', '-i', picture, '-i', sound));
  const sources = [await packetHashes(picture), await packetHashes(sound)];
  expect([...saved.keys()]).toEqual(['video/0', 'audio/0']);
  for (const source of sources) {
    for (const [name, packets] of source) {
      expect(packetDifference(saved.get(name) ?? [], packets)).toBeUndefined();
    }
  }
});

test('a packet less, another packet and another time are seen', async () => {
  const packets = (await packetHashes(await path(134))).get('video/0') ?? [];
  const [first, ...rest] = packets;
  expect(first).toBeDefined();
  expect(packetDifference(rest, packets)).toMatch(/packets instead of/);
  const other = packets.with(5, { hash: 'MD5:0', seconds: packets[5]?.seconds ?? 0 });
  expect(packetDifference(other, packets)).toMatch(/^packet 5 of/);
  const late = packets.map(({ hash, seconds }, at) => ({ hash, seconds: seconds + at * 0.002 }));
  expect(packetDifference(late, packets)).toMatch(/shown at another time/);
});

import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test, vi } from 'vitest';
import { probeMedia } from '../../helpers/probe-media';
import { capturedMedia } from '../../site/media/captured-media';
import { clips } from '../../site/media/clips';
import { makeMedia } from '../../site/media/make-media';
import { padFile } from '../../site/media/pad-file';
import { profileOf } from '../../site/media/profiles';

// Media are made the first time.
vi.setConfig({ testTimeout: 60_000 });

const folder = await mkdtemp(join(tmpdir(), 'reelkeep-media-'));
afterAll(() => rm(folder, { recursive: true }));

test.each([
  [5, ['flv1', 'mp3']],
  [17, ['mpeg4', 'aac']],
  [18, ['h264', 'aac']],
  [43, ['vp8', 'vorbis']],
  [134, ['h264']],
  [243, ['vp9']],
  [396, ['av1']],
  [140, ['aac']],
  [251, ['opus']],
])('itag %i holds %s, as long as its clip', async (itag, codecs) => {
  const clip = clips.canyon;
  const { probed, bytes, path } = await makeMedia(profileOf(itag), clip);
  expect(probed.tracks.map(({ codec }) => codec).sort()).toEqual([...codecs].sort());
  expect(Math.abs(probed.durationSeconds - clip.seconds)).toBeLessThan(0.2);
  expect((await stat(path)).size).toBe(bytes);
  const picture = probed.tracks.find(({ kind }) => kind === 'video');
  const fps = profileOf(itag).video?.fps;
  if (picture && fps) expect(picture.frames).toBe(clip.seconds * fps);
});

test.each([
  [134, '66747970', '73696478'],
  [140, '66747970', '73696478'],
  [243, '1a45dfa3', '1c53bb6b'],
  [251, '1a45dfa3', '1c53bb6b'],
])(
  'the stated ranges of itag %i begin where its head and its index do',
  async (itag, head, index) => {
    const { path, ranges } = await makeMedia(profileOf(itag), clips.canyon);
    const bytes = await readFile(path);
    const isMp4 = head === '66747970';
    const at = (ranges?.index.start ?? 0) + (isMp4 ? 4 : 0);
    expect(bytes.toString('hex', isMp4 ? 4 : 0, isMp4 ? 8 : 4)).toBe(head);
    expect(bytes.toString('hex', at, at + 4)).toBe(index);
    expect(ranges?.init).toEqual({ start: 0, end: (ranges?.index.start ?? 0) - 1 });
    // What follows the index is media: a fragment or a cluster.
    const next = (ranges?.index.end ?? 0) + 1 + (isMp4 ? 4 : 0);
    expect(bytes.toString('hex', next, next + 4)).toBe(isMp4 ? '6d6f6f66' : '1f43b675');
  },
);

test.each([18, 134, 251])('padding makes itag %i longer and nothing else', async (itag) => {
  const made = await makeMedia(profileOf(itag), clips.canyon);
  const path = join(folder, `padded.${profileOf(itag).extension}`);
  await copyFile(made.path, path);
  await padFile(path, made.bytes + 5000);
  expect((await stat(path)).size).toBe(made.bytes + 5000);
  expect((await probeMedia(path)).tracks).toEqual(made.probed.tracks);
  const { stderr } = await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-i',
    path,
    '-f',
    'null',
    '-',
  ]);
  expect(stderr).toBe('');
  await expect(padFile(path, made.bytes)).rejects.toThrow(RangeError);
});

test.each([
  [136, 2_000_000],
  [140, 190_000],
  [18, 700_000],
  [251, 200_000],
])('media for a captured itag %i: as long and as big as the page says', async (itag, bytes) => {
  const { probed, path } = await capturedMedia(profileOf(itag), 11.5, bytes);
  expect((await stat(path)).size).toBe(bytes);
  expect(Math.abs(probed.durationSeconds - 11.5)).toBeLessThan(0.2);
});

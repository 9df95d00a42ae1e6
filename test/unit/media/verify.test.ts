import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { type Expectation, verifyMedia } from '../../../src/media/verify';
import { type ClipName, clip, probe, scratchFolder } from './clips';
import { nodeFile } from './node-file';

const folder = scratchFolder();
const ports = {
  onProgress: () => undefined,
  breathe: () => Promise.resolve(),
  uptime: () => performance.now(),
};

/** The check that did not hold, or `good`. */
async function verdict(path: string, expected: Expectation): Promise<unknown> {
  const file = nodeFile(path);
  try {
    await verifyMedia(file, expected, ports, new AbortController().signal);
    return 'good';
  } catch (error) {
    if (!(error instanceof ReelkeepError)) throw error;
    expect(error.code).toBe('verification-failed');
    return error.facts.check;
  } finally {
    file.close();
  }
}

async function changed(name: ClipName, change: (path: string) => void): Promise<string> {
  const path = join(folder, `changed-${name}`);
  copyFileSync(await clip(folder, name), path);
  change(path);
  return path;
}

const halved = (path: string): void => truncateSync(path, readFileSync(path).length >> 1);

describe('a file saved as it was served', () => {
  it.each([
    ['whole.mp4', 'mp4'],
    ['whole.webm', 'webm'],
    ['whole.flv', 'flv'],
    ['whole.3gp', '3gp'],
    ['aac.m4a', 'm4a'],
    ['sound.mp3', 'mp3'],
  ] as const)('%s is good', async (name, extension) => {
    expect(await verdict(await clip(folder, name), { extension, durationSeconds: 3 })).toBe('good');
  });

  it.each([
    ['whole.mp4', 'mp4', 'tracks'],
    ['whole.webm', 'webm', 'last-packet'],
    ['whole.flv', 'flv', 'structure'],
    ['whole.3gp', '3gp', 'structure'],
  ] as const)('half of %s is not', async (name, extension, check) => {
    const path = await changed(name, halved);
    expect(await verdict(path, { extension, durationSeconds: 3 })).toBe(check);
  });

  it.each([
    ['sound.mp3', 'mp4', 'container'],
    ['whole.webm', 'mp4', 'container'],
    ['whole.mp4', 'webm', 'container'],
    ['aac.m4a', 'mp3', 'container'],
    ['h264.mp4', 'm4a', 'tracks'],
    ['aac.m4a', 'mp4', 'tracks'],
  ] as const)('%s under the name of %s is not', async (name, extension, check) => {
    expect(await verdict(await clip(folder, name), { extension })).toBe(check);
  });

  it('a WebM may hold sound alone; a page under the name of a sound is no file', async () => {
    expect(await verdict(await clip(folder, 'opus.webm'), { extension: 'webm' })).toBe('good');
    const page = join(folder, 'page.mp3');
    writeFileSync(page, '<!doctype html><title>Gone</title>'.padEnd(5_000, ' '));
    expect(await verdict(page, { extension: 'mp3' })).toBe('readable');
  });

  it('an FLV that lacks its last bytes, or is followed by others, is not', async () => {
    const short = await changed('whole.flv', (path) =>
      truncateSync(path, readFileSync(path).length - 3),
    );
    expect(await verdict(short, { extension: 'flv' })).toBe('structure');
    const long = await changed('whole.flv', (path) => writeFileSync(path, 'x', { flag: 'a' }));
    expect(await verdict(long, { extension: 'flv' })).toBe('structure');
  });

  it('another length of time than the page stated is a failure beyond a second', async () => {
    const path = await clip(folder, 'whole.mp4');
    const verdictFor = (durationSeconds: number) =>
      verdict(path, { extension: 'mp4', durationSeconds });
    expect(await verdictFor(3.9)).toBe('good');
    expect(await verdictFor(2.1)).toBe('good');
    expect(await verdictFor(4.2)).toBe('duration');
    expect(await verdictFor(1.9)).toBe('duration');
    expect(await verdictFor(600)).toBe('duration');
  });

  it.each([
    ['whole.flv', 'flv'],
    ['whole.3gp', '3gp'],
  ] as const)('%s of another length of time is not', async (name, extension) => {
    const path = await clip(folder, name);
    expect(await verdict(path, { extension, durationSeconds: 3.9 })).toBe('good');
    expect(await verdict(path, { extension, durationSeconds: 6 })).toBe('duration');
    expect(await verdict(path, { extension, durationSeconds: 1 })).toBe('duration');
  });

  it.each([
    ['short-sound.mp4', 'mp4'],
    ['late-sound.mp4', 'mp4'],
    ['short-sound.flv', 'flv'],
  ] as const)('%s, whose sound is half as long as its picture, is not', async (name, extension) => {
    const path = await clip(folder, name);
    expect(await verdict(path, { extension, durationSeconds: 6 })).toBe('track-duration');
  });

  it.each([
    ['short-sound.mp4', 'mp4'],
    ['short-sound.flv', 'flv'],
  ] as const)('%s is, where its sound says itself that it is so short', async (name, extension) => {
    const path = await clip(folder, name);
    const verdictFor = (audio: number, video = 6) =>
      verdict(path, { extension, durationSeconds: 6, trackSeconds: { video, audio } });
    expect(await verdictFor(3)).toBe('good');
    // Cut short of what it said, or another sound than was meant.
    expect(await verdictFor(5.5)).toBe('track-duration');
    expect(await verdictFor(0.5)).toBe('track-duration');
    expect(await verdictFor(3, 9)).toBe('track-duration');
    // What a sound says does not shorten the picture, nor the whole.
    expect(await verdict(path, { extension, durationSeconds: 9, trackSeconds: { audio: 3 } })).toBe(
      'duration',
    );
    expect(await verdict(path, { extension, durationSeconds: 6, trackSeconds: { video: 6 } })).toBe(
      'track-duration',
    );
    expect(await verdict(path, { extension, trackSeconds: { audio: 5.5 } })).toBe('track-duration');
  });

  it.each([
    ['sound.flv', 'flv'],
    ['sound.3gp', '3gp'],
  ] as const)('%s, without a picture, is not', async (name, extension) => {
    expect(await verdict(await clip(folder, name), { extension, durationSeconds: 3 })).toBe(
      'tracks',
    );
  });

  it('an error page, an empty file and a sound without picture are none', async () => {
    const page = join(folder, 'page.mp4');
    writeFileSync(page, '<!doctype html><title>Sorry</title>');
    expect(await verdict(page, { extension: 'mp4' })).toBe('readable');
    expect(await verdict(page, { extension: 'flv' })).toBe('structure');
    expect(await verdict(page, { extension: '3gp' })).toBe('structure');
    writeFileSync(page, '');
    expect(await verdict(page, { extension: 'mp4' })).toBe('size');
    expect(await verdict(await clip(folder, 'aac.m4a'), { extension: 'mp4' })).toBe('tracks');
  });
});

describe('a file put together from parts', () => {
  const muxed = async (): Promise<Required<Expectation>['muxed']> => {
    const { video, audio } = await probe(await clip(folder, 'whole.mp4'));
    return [
      { kind: 'video', packets: video.length, end: 3 },
      { kind: 'audio', packets: audio.length, end: 3 },
    ];
  };
  const verdictOn = async (change: (track: { packets: number; end: number }) => object) => {
    const [video, audio] = await muxed();
    if (!video || !audio) throw new Error('no tracks');
    const tracks = [{ ...video, ...change(video) }, audio];
    return verdict(await clip(folder, 'whole.mp4'), { extension: 'mp4', muxed: tracks });
  };

  it('has the tracks, packets and ends that went in', async () => {
    expect(await verdictOn(() => ({}))).toBe('good');
  });
  it('is refused when a packet is missing', async () => {
    expect(await verdictOn(({ packets }) => ({ packets: packets + 1 }))).toBe('packets');
  });
  it('is refused when a track ends elsewhere', async () => {
    expect(await verdictOn(({ end }) => ({ end: end + 0.5 }))).toBe('track-end');
  });
  it.each([
    [
      'places a packet beyond its media',
      'stco',
      (at: number) => at + 12,
      0x7f000000,
      'packet-place',
    ],
    ['places a packet before its media', 'stco', (at: number) => at + 12, 4, 'packet-place'],
    ['counts a packet too many', 'stsz', (at: number) => at + 12, 76, 'readable'],
    ['has a packet of no bytes', 'stsz', (at: number) => at + 16, 0, 'media-bytes'],
    ['counts a packet too few', 'stsz', (at: number) => at + 12, 74, 'media-bytes'],
    ['lasts twice as long', 'mdhd', (at: number) => at + 16, 6400, 'track-end'],
    ['has boxes that do not fit', 'stts', (at: number) => at - 4, 99_999, 'readable'],
  ])('is refused when its index %s', async (_what, box, placeOf, value, check) => {
    const path = await changed('whole.mp4', (copy) => {
      const bytes = readFileSync(copy);
      bytes.writeUInt32BE(value, placeOf(bytes.indexOf(box)));
      writeFileSync(copy, bytes);
    });
    const expected = { extension: 'mp4', muxed: await muxed() } as const;
    expect(await verdict(path, expected)).toBe(check);
  });
  it('is refused when a track is missing', async () => {
    const [video] = await muxed();
    if (!video) throw new Error('no track');
    const path = await clip(folder, 'whole.mp4');
    expect(await verdict(path, { extension: 'mp4', muxed: [video] })).toBe('tracks');
  });
});

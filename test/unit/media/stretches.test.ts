import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mux } from '../../../src/media/mux';
import { kindsIn, type Stretch } from '../../../src/media/stretches';
import { verifyMedia } from '../../../src/media/verify';
import { probe, scratchFolder } from './clips';
import { nodeFile } from './node-file';

const folder = scratchFolder();
const ports = {
  onProgress: () => undefined,
  breathe: () => Promise.resolve(),
  uptime: () => performance.now(),
};
const calm = new AbortController().signal;

function ffmpeg(name: string, args: readonly string[]): string {
  const path = join(folder, name);
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

const picture = (seconds: number, size = '160x90') => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=25:duration=${seconds}`],
];
const sound = (seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `sine=sample_rate=48000:duration=${seconds}`,
];
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '12'];
const fragmented = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4'];

const asTheyAre = ['-autoscale', '0', '-map', '0:v', '-fps_mode', 'passthrough'];

/** What a decoder makes of the pictures, one digest for each. */
const frames = (path: string): string[] =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...asTheyAre, '-f', 'framemd5', '-'])
    .toString()
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');

/** One behind the other, as the transfer leaves them; each clip begins a stretch of its own. */
function joined(name: string, clips: readonly string[], clocks: readonly number[] = []) {
  const stretches: Stretch[] = [];
  let place = 0;
  for (const [at, clip] of clips.entries()) {
    const clockStart = clocks[at];
    stretches.push({ place, number: at, ...(clockStart === undefined ? {} : { clockStart }) });
    place += readFileSync(clip).length;
  }
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(clips.map((clip) => readFileSync(clip))));
  return { file: nodeFile(path), stretches };
}

async function put(
  name: string,
  sources: Parameters<typeof mux>[0]['sources'],
  durationSeconds: number,
): Promise<string> {
  const path = join(folder, name);
  const target = nodeFile(path, 'w+');
  try {
    const muxed = await mux({ sources, extension: 'mp4', target }, ports, calm);
    await verifyMedia(target, { extension: 'mp4', durationSeconds, muxed }, ports, calm);
  } finally {
    for (const file of new Set(sources.map((source) => source.file))) file.close();
    target.close();
  }
  return path;
}

test('transport streams with picture and sound, their clocks apart, follow each other frame by frame', async () => {
  const one = ffmpeg('one.ts', [...picture(2), ...sound(2), ...h264, '-c:a', 'aac']);
  const two = ffmpeg('two.ts', [
    ...[
      ...picture(1),
      ...sound(1),
      ...h264,
      '-vf',
      'negate',
      '-c:a',
      'aac',
      '-output_ts_offset',
      '5000',
    ],
  ]);
  const { file, stretches } = joined('both.ts', [one, two]);
  expect(await kindsIn(file, stretches)).toEqual(['video', 'audio']);
  const sources = (['video', 'audio'] as const).map((kind) => ({ kind, file, stretches }));
  const path = await put('ts.mp4', sources, 3);
  expect(frames(path)).toEqual([...frames(one), ...frames(two)]);
  const { codecs, video, audio } = await probe(path);
  expect([codecs, video.length]).toEqual([['h264', 'aac'], 75]);
  expect(Math.abs(audio.length - 143)).toBeLessThanOrEqual(3);
});

test('fragments: picture and sound apart, on the clock that the manifest tells', async () => {
  const shift = ['-output_ts_offset', '20'];
  const pictures = ['p1.mp4', 'p2.mp4'].map((name, at) =>
    ffmpeg(name, [...picture(1), ...h264, ...(at === 1 ? shift : []), ...fragmented]),
  );
  const sounds = ['s1.mp4', 's2.mp4'].map((name, at) =>
    ffmpeg(name, [...sound(1), '-c:a', 'aac', ...(at === 1 ? shift : []), ...fragmented]),
  );
  const video = { kind: 'video' as const, ...joined('p.mp4', pictures, [0, 20]) };
  const audio = { kind: 'audio' as const, ...joined('s.mp4', sounds, [0, 20]) };
  const path = await put('fragments.mp4', [video, audio], 2);
  expect(frames(path)).toEqual(pictures.flatMap(frames));
  const times = (await probe(path)).video.map(({ time }) => time);
  const steps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  expect(Math.max(...steps)).toBeLessThan(0.13);
});

test('behind a hole in a live stream its clock goes on: picture and sound keep their times', async () => {
  const part = (name: string, from: number) =>
    ffmpeg(name, [
      ...[...picture(1), ...sound(1), ...h264, '-c:a', 'aac'],
      ...['-output_ts_offset', String(from), '-f', 'mpegts'],
    ]);
  const source = joined('holed.ts', [part('before.ts', 10), part('after.ts', 20)]);
  const stretches = source.stretches.map(({ place }) => ({ place, number: 0 }));
  const sources = (['video', 'audio'] as const).map((kind) => ({ ...source, kind, stretches }));
  const path = await put('holed.mp4', sources, 11);
  const { video, audio } = await probe(path);
  expect(video).toHaveLength(50);
  const times = video.map(({ time }) => time);
  expect((times[25] ?? 0) - (times[0] ?? 0)).toBeCloseTo(10, 1);
  expect(audio.at(-1)?.time).toBeGreaterThan(10);
});

test('a live stream that was joined in its middle begins at zero', async () => {
  const late = ffmpeg('late.mp4', [
    ...picture(1),
    ...h264,
    '-output_ts_offset',
    '90000',
    ...fragmented,
  ]);
  const { file } = joined('late-all.mp4', [late]);
  const stretches = [{ place: 0, number: 0, clockStart: 12 }];
  const path = await put('late-out.mp4', [{ kind: 'video', file, stretches }], 1);
  expect((await probe(path)).video[0]?.time).toBeCloseTo(0, 1);
  expect(frames(path)).toEqual(frames(late));
});

test('a stream that changes its codec, and segments that are no media, have codes', async () => {
  const one = ffmpeg('avc.mp4', [...picture(1), ...h264, ...fragmented]);
  const other = ffmpeg('av1.mp4', [
    ...picture(1),
    '-c:v',
    'libx265',
    '-preset',
    'ultrafast',
    ...fragmented,
  ]);
  const { file, stretches } = joined('mixed.mp4', [one, other]);
  await expect(put('mixed-out.mp4', [{ kind: 'video', file, stretches }], 2)).rejects.toMatchObject(
    {
      code: 'mux-failed',
    },
  );
  const junk = join(folder, 'junk');
  writeFileSync(junk, 'not media at all '.repeat(1000));
  const opened = nodeFile(junk);
  await expect(kindsIn(opened, [{ place: 0, number: 0 }])).rejects.toMatchObject({
    code: 'mux-failed',
  });
  opened.close();
});

test('packed audio, whose clock only its tags told, keeps step with its picture', async () => {
  const timed = ['-muxdelay', '0', '-output_ts_offset', '10'];
  const pictures = ffmpeg('ten.ts', [...picture(1), ...h264, ...timed]);
  const packed = ffmpeg('packed.aac', [...sound(1), '-c:a', 'aac', '-f', 'adts']);
  const video = { kind: 'video' as const, ...joined('ten-all.ts', [pictures]) };
  const audio = { kind: 'audio' as const, ...joined('packed-all', [packed], [-10]) };
  const path = await put('packed.mp4', [video, audio], 1);
  const found = await probe(path);
  expect(frames(path)).toEqual(frames(pictures));
  expect(found.audio.length).toBeGreaterThanOrEqual(46);
  const apart = (found.video[0]?.time ?? 0) - (found.audio[0]?.time ?? 9);
  expect(Math.abs(apart)).toBeLessThan(0.15);
});

test('fragments of another size and profile in the middle bring their description along', async () => {
  const clips = ['160x90', '320x180', '160x90'].map((size, at) => {
    const profile = ['-profile:v', at === 1 ? 'baseline' : 'main'];
    return ffmpeg(`size-${at}.mp4`, [...picture(1, size), ...h264, ...profile, ...fragmented]);
  });
  const { file, stretches } = joined('sizes.mp4', clips);
  const path = await put('sizes-out.mp4', [{ kind: 'video', file, stretches }], 3);
  expect(frames(path)).toEqual(clips.flatMap(frames));
});

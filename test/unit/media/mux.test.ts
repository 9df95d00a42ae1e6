import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { Chapter } from '../../../src/formats/chapter';
import type { OutputContainer } from '../../../src/formats/choice';
import { type MuxedTrack, mux } from '../../../src/media/mux';
import type { TrackKind } from '../../../src/media/track-span';
import { verifyMedia } from '../../../src/media/verify';
import { probeChapters } from '../../helpers/probe-chapters';
import { type ClipName, clip, type ProbedPacket, probe, scratchFolder } from './clips';
import { nodeFile } from './node-file';

const folder = scratchFolder();
const ports = {
  onProgress: () => undefined,
  breathe: () => Promise.resolve(),
  uptime: () => performance.now(),
};
const calm = new AbortController().signal;
type Extension = OutputContainer['extension'];
type Sources = Partial<Record<TrackKind, ClipName>>;

async function muxed(
  sources: Sources,
  extension: Extension,
  durationSeconds = 3,
  chapters: readonly Chapter[] = [],
): Promise<{ path: string; tracks: MuxedTrack[] }> {
  const path = join(folder, `${Object.values(sources).join('+')}.${extension}`);
  const target = nodeFile(path, 'w+');
  const files = await Promise.all(
    (['video', 'audio'] as const).flatMap((kind) => {
      const name = sources[kind];
      return name ? [clip(folder, name).then((file) => ({ kind, file: nodeFile(file) }))] : [];
    }),
  );
  try {
    const tracks = await mux({ sources: files, extension, chapters, target }, ports, calm);
    const expected = { extension, durationSeconds, muxed: tracks };
    await verifyMedia(target, expected, ports, calm);
    return { path, tracks };
  } finally {
    for (const { file } of [...files, { file: target }]) file.close();
  }
}

const chapters = [
  { startMs: 0, title: 'Begin — 시작' },
  { startMs: 1_234, title: '<&> "quotes"' },
  { startMs: 2_500, title: 'End' },
];

/** The same packets in the same order, and each as long after the first as it was. */
function expectSamePackets(
  got: readonly ProbedPacket[],
  wanted: readonly ProbedPacket[],
  toleranceSeconds: number,
): void {
  expect(got.map(({ size }) => size)).toEqual(wanted.map(({ size }) => size));
  const late = got.map(({ time }, at) => {
    const expected = (wanted[at]?.time ?? 0) - (wanted[0]?.time ?? 0);
    return Math.abs(time - (got[0]?.time ?? 0) - expected);
  });
  expect(Math.max(0, ...late)).toBeLessThanOrEqual(toleranceSeconds);
}

describe('packets copied into one container', () => {
  const cases: readonly [Sources, Extension, readonly string[], string][] = [
    [{ video: 'h264.mp4', audio: 'aac.m4a' }, 'mp4', ['h264', 'aac'], 'mp4'],
    [{ video: 'av1.mp4', audio: 'aac.m4a' }, 'mp4', ['av1', 'aac'], 'mp4'],
    [{ video: 'h264.mp4', audio: 'sound.mp3' }, 'mp4', ['h264', 'mp3'], 'mp4'],
    [{ video: 'ntsc.mp4', audio: 'aac.m4a' }, 'mp4', ['h264', 'aac'], 'mp4'],
    [{ video: 'vp9.webm', audio: 'opus.webm' }, 'webm', ['vp9', 'opus'], 'webm'],
    [{ video: 'av1.webm', audio: 'opus.webm' }, 'webm', ['av1', 'opus'], 'webm'],
    [{ video: 'av1.mp4', audio: 'opus.webm' }, 'webm', ['av1', 'opus'], 'webm'],
    [{ video: 'vp8.webm', audio: 'vorbis.webm' }, 'webm', ['vp8', 'vorbis'], 'webm'],
    [{ video: 'h264.mp4', audio: 'opus.webm' }, 'mkv', ['h264', 'opus'], 'matroska'],
    [{ video: 'vp9.webm', audio: 'aac.m4a' }, 'mkv', ['vp9', 'aac'], 'matroska'],
    [{ video: 'h264.mp4' }, 'mp4', ['h264'], 'mp4'],
    [{ video: 'vp9.webm' }, 'webm', ['vp9'], 'webm'],
    [{ audio: 'aac.m4a' }, 'm4a', ['aac'], 'mp4'],
    [{ audio: 'opus.webm' }, 'opus', ['opus'], 'ogg'],
    [{ audio: 'vorbis.webm' }, 'ogg', ['vorbis'], 'ogg'],
    [{ audio: 'opus.webm' }, 'webm', ['opus'], 'webm'],
    [{ audio: 'sound.mp3' }, 'mp3', ['mp3'], 'mp3'],
  ];
  it.each(cases)('%o → %s', { timeout: 30_000 }, async (sources, extension, codecs, format) => {
    const { path, tracks } = await muxed(sources, extension);
    const result = await probe(path);
    expect(result.codecs).toEqual(codecs);
    expect(result.format).toContain(format);
    expect(Math.abs(result.duration - 3)).toBeLessThan(0.2);
    for (const { kind, packets } of tracks) {
      const name = sources[kind];
      if (!name) throw new Error('a track from nowhere');
      const source = await probe(await clip(folder, name));
      expect(packets).toBe(source[kind].length);
      // webm and mkv count in whole milliseconds.
      if (extension !== 'mp3') expectSamePackets(result[kind], source[kind], 0.0011);
      else expect(result[kind].length).toBe(source[kind].length);
    }
  });

  it('keeps picture and sound together', async () => {
    const { path } = await muxed({ video: 'h264.mp4', audio: 'aac.m4a' }, 'mp4');
    const { video, audio } = await probe(path);
    const sources = await Promise.all([
      probe(await clip(folder, 'h264.mp4')),
      probe(await clip(folder, 'aac.m4a')),
    ]);
    const apart = (video[0]?.time ?? 0) - (audio[0]?.time ?? 0);
    const apartBefore = (sources[0].video[0]?.time ?? 0) - (sources[1].audio[0]?.time ?? 0);
    expect(apart).toBeCloseTo(apartBefore, 3);
  });

  it('frames anew what a transport stream carries', async () => {
    const { path } = await muxed({ video: 'h264.ts', audio: 'aac.ts' }, 'mp4');
    const { video, audio, codecs } = await probe(path);
    expect(codecs).toEqual(['h264', 'aac']);
    expect(video.length).toBe((await probe(await clip(folder, 'h264.ts'))).video.length);
    expect(audio.length).toBe((await probe(await clip(folder, 'aac.ts'))).audio.length);
  });

  it('keeps the times of an mp4 to the unit, those of decoding too', async () => {
    const { path } = await muxed({ video: 'ntsc.mp4', audio: 'aac.m4a' }, 'mp4');
    const { video, audio } = await probe(path);
    const sources = [
      (await probe(await clip(folder, 'ntsc.mp4'))).video,
      (await probe(await clip(folder, 'aac.m4a'))).audio,
    ];
    for (const [at, found] of [video, audio].entries()) {
      const wanted = sources[at] ?? [];
      const shown = (packets: readonly ProbedPacket[]) => packets.map(({ units }) => units.shown);
      expect(shown(found)).toEqual(shown(wanted));
      // Where zero lies for decoding is each file's own affair.
      const decoded = (packets: readonly ProbedPacket[]) =>
        packets.map(({ units }) => units.decoded - (packets[0]?.units.decoded ?? 0));
      expect(decoded(found)).toEqual(decoded(wanted));
    }
  });

  it('puts the index of an mp4 in front where the sources tell it beforehand, and else behind', async () => {
    const boxes = ({ path }: { path: string }): string[] =>
      ['moov', 'mdat'].toSorted(
        (a, b) => readFileSync(path).indexOf(a) - readFileSync(path).indexOf(b),
      );
    expect(boxes(await muxed({ video: 'rich.mp4' }, 'mp4', 1))).toEqual(['moov', 'mdat']);
    expect(boxes(await muxed({ audio: 'aac.m4a' }, 'm4a'))).toEqual(['moov', 'mdat']);
    const late = await muxed({ video: 'h264.mp4', audio: 'sound.mp3' }, 'mp4');
    expect(boxes(late)).toEqual(['mdat', 'moov']);
  });

  it.each([
    [{ video: 'h264.mp4', audio: 'aac.m4a' }, 'mp4'],
    [{ video: 'h264.mp4', audio: 'sound.mp3' }, 'mp4'],
    [{ audio: 'aac.m4a' }, 'm4a'],
    [{ video: 'vp9.webm', audio: 'opus.webm' }, 'webm'],
    [{ video: 'h264.mp4', audio: 'opus.webm' }, 'mkv'],
  ] as const)('writes chapters: %o → %s', async (sources, extension) => {
    const { path } = await muxed(sources, extension, 3, chapters);
    const found = await probeChapters(path);
    expect(found.map(({ title }) => title)).toEqual(chapters.map(({ title }) => title));
    for (const [at, { startMs }] of chapters.entries()) {
      // A sound's run-up moves all of a Matroska.
      expect(Math.abs((found[at]?.startMs ?? -1) - startMs)).toBeLessThanOrEqual(10);
    }
  });
});

describe('muxing that cannot be', () => {
  const failure = async (sources: Sources, extension: Extension): Promise<string> => {
    const error = await muxed(sources, extension).catch((thrown: unknown) => thrown);
    return error instanceof ReelkeepError ? error.code : String(error);
  };
  it('a part without the track it should bring', async () => {
    expect(await failure({ video: 'aac.m4a' }, 'mp4')).toBe('mux-failed');
  });
  it.each([
    [{ video: 'h264.mp4', audio: 'aac.m4a' }, 'webm', { video: 'avc', audio: 'aac' }],
    [{ video: 'vp9.webm', audio: 'aac.m4a' }, 'mp4', { video: 'vp9', audio: 'aac' }],
    [{ video: 'h264.mp4', audio: 'opus.webm' }, 'mp4', { video: 'avc', audio: 'opus' }],
    [{ video: 'vp9.webm' }, 'mp4', { video: 'vp9' }],
    [{ audio: 'opus.webm' }, 'm4a', { audio: 'opus' }],
    [{ audio: 'aac.m4a' }, 'opus', { audio: 'aac' }],
  ] as const)(
    'codecs that do not belong into the container: %o → %s',
    async (sources, container, found) => {
      await expect(muxed(sources, container)).rejects.toMatchObject({
        code: 'verification-failed',
        facts: { check: 'codecs', container, ...found },
      });
    },
  );
  it('a container that is only ever saved as served', async () => {
    expect(await failure({ video: 'h264.mp4' }, 'flv')).toBe('mux-failed');
  });
  it('a part that is broken in its middle, which is not left out', async () => {
    const bytes = readFileSync(await clip(folder, 'h264.mp4'));
    const second = bytes.indexOf('moof', bytes.indexOf('moof') + 4);
    bytes.write('free', second);
    bytes.writeUInt32BE(12, second - 4);
    const path = join(folder, 'broken.mp4');
    writeFileSync(path, bytes);
    const request = {
      sources: [{ kind: 'video' as const, file: nodeFile(path) }],
      extension: 'mp4' as const,
      target: nodeFile(join(folder, 'of-broken.mp4'), 'w+'),
    };
    await expect(mux(request, ports, calm)).rejects.toMatchObject({ code: 'mux-failed' });
  });
  it('a target that is full passes its own code through', async () => {
    const target = {
      ...nodeFile(join(folder, 'full.mp4'), 'w+'),
      write: () => {
        throw new ReelkeepError('disk-full', 'No room.');
      },
    };
    const file = nodeFile(await clip(folder, 'h264.mp4'));
    const muxing = mux(
      { sources: [{ kind: 'video', file }], extension: 'mp4', target },
      ports,
      calm,
    );
    await expect(muxing).rejects.toMatchObject({ code: 'disk-full' });
  });
  it('an abort ends it between two packets', async () => {
    const abort = new AbortController();
    const uptime = (): number => {
      abort.abort();
      return performance.now();
    };
    const file = nodeFile(await clip(folder, 'h264.mp4'));
    const target = nodeFile(join(folder, 'aborted.mp4'), 'w+');
    const request = {
      sources: [{ kind: 'video' as const, file }],
      extension: 'mp4' as const,
      target,
    };
    await expect(mux(request, { ...ports, uptime }, abort.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ProbedMedia, probeMedia } from '../../helpers/probe-media';
import { cacheDir } from '../cache-dir';
import { atMost } from './at-most';
import type { Clip } from './clips';
import { ffmpegArgs, loopBaseArgs } from './ffmpeg-args';
import { findRanges, type SegmentRanges } from './find-ranges';
import { onceEach } from './once-each';
import { isProgressiveProfile, type Profile, type VideoProfile } from './profiles';

/** A format's file, and what is true of it. */
export interface MediaFile {
  readonly path: string;
  readonly bytes: number;
  readonly ranges?: SegmentRanges;
  readonly probed: ProbedMedia;
}

const run = promisify(execFile);
const twoAtOnce = atMost(2);
const madeOnce = onceEach<MediaFile>();
const encodedOnce = onceEach<string>();

/** The file of a format of a clip: made with ffmpeg the first time, then taken from `.cache/site-media/`. */
export const makeMedia = (profile: Profile, clip: Clip): Promise<MediaFile> =>
  madeOnce(`${clip.name}/${profile.itag}`, () => make(profile, clip));

async function make(profile: Profile, clip: Clip): Promise<MediaFile> {
  const base =
    clip.loops && profile.video ? await loopBase(profile.video, profile, clip) : undefined;
  const args = ffmpegArgs(profile, clip, base);
  return measured(await encode(`${clip.name}-${profile.itag}`, profile.extension, args), profile);
}

/** 40 Mbit/s at 1080p, as many for each pixel at other sizes. */
function loopBase(video: VideoProfile, { itag }: Profile, clip: Clip): Promise<string> {
  const bitrate = 40_000_000 * (video.height / 1080) ** 2;
  const args = loopBaseArgs(video, clip, { bitrate, noise: true });
  return encode(`noise-${itag}`, 'mp4', args);
}

/** Runs ffmpeg unless the same arguments made the file before. Several processes may do it at once: the last rename wins, with the same bytes. */
export async function encode(
  name: string,
  extension: string,
  args: readonly string[],
  finish?: Finish,
): Promise<string> {
  const recipe = [...args, finish?.name ?? ''].join('\0');
  const digest = createHash('sha256').update(recipe).digest('hex').slice(0, 12);
  const dir = await cacheDir('site-media');
  const file = `${name}-${digest}.${extension}`;
  const path = join(dir, file);
  return encodedOnce(path, async () => {
    if (await exists(path)) return path;
    const draft = join(dir, `draft-${process.pid}-${file}`);
    try {
      await twoAtOnce(() => run('ffmpeg', ['-v', 'error', '-y', ...args, draft]));
      await finish?.apply(draft);
      await rename(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
    return path;
  });
}

/** Something done to a file when ffmpeg is through with it; `name` is part of what the file is kept under. */
export interface Finish {
  readonly name: string;
  readonly apply: (path: string) => Promise<void>;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Measured once, kept beside the file: counting the frames of 500 MB takes a while. */
export async function measured(path: string, profile: Profile): Promise<MediaFile> {
  const notes = `${path}.json`;
  const kept = await readFile(notes, 'utf8').catch(() => undefined);
  // Written below and nowhere else, under the name of what was made.
  if (kept !== undefined) return { ...JSON.parse(kept), path };
  const probed = await probeMedia(path);
  const ranges = isProgressiveProfile(profile) ? undefined : await rangesOf(path, profile);
  const facts = { bytes: probed.bytes, probed, ...(ranges && { ranges }) };
  await writeFile(`${notes}.${process.pid}`, JSON.stringify(facts));
  await rename(`${notes}.${process.pid}`, notes);
  return { ...facts, path };
}

async function rangesOf(path: string, { extension }: Profile): Promise<SegmentRanges | undefined> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    return findRanges(buffer.subarray(0, bytesRead), extension === 'webm' ? 'webm' : 'mp4');
  } finally {
    await handle.close();
  }
}

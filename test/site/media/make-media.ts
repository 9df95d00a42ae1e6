import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { type ProbedMedia, probeMedia } from '../../helpers/probe-media';
import { isPadded } from '../synthetic/pad-frame';
import type { SyntheticFile } from '../synthetic/synthetic-file';
import { syntheticMedia } from '../synthetic/synthetic-media';
import type { Clip } from './clips';
import { encode } from './encode';
import { ffmpegArgs, loopBaseArgs } from './ffmpeg-args';
import { findRanges, type SegmentRanges } from './find-ranges';
import { onceEach } from './once-each';
import { isProgressiveProfile, type Profile, type VideoProfile } from './profiles';

/** A format's file, and what is true of it. */
export interface MediaFile {
  /** Of a computed one no more than its name. */
  readonly path: string;
  /** Computes the bytes that no file holds. */
  readonly source?: SyntheticFile;
  readonly bytes: number;
  readonly ranges?: SegmentRanges;
  readonly probed: ProbedMedia;
}

const madeOnce = onceEach<MediaFile>();

/** The file of a format of a clip: made with ffmpeg the first time, then taken from `.cache/site-media/`. */
export const makeMedia = (profile: Profile, clip: Clip): Promise<MediaFile> =>
  madeOnce(`${clip.name}/${profile.itag}`, () => make(profile, clip));

async function make(profile: Profile, clip: Clip): Promise<MediaFile> {
  if (clip.bytesPerSecond !== undefined) return computed(profile, clip);
  const base =
    clip.loops && profile.video ? await loopBase(profile.video, profile, clip) : undefined;
  const args = ffmpegArgs(profile, clip, base);
  return measured(await encode(`${clip.name}-${profile.itag}`, profile.extension, args), profile);
}

/** @throws for codecs that cannot be padded, and for pictures and sound in one file. */
async function computed(profile: Profile, clip: Clip): Promise<MediaFile> {
  const { itag, extension, video, audio } = profile;
  const track = video ?? audio;
  const { codec } = track ?? {};
  if (!track || (video && audio) || !isPadded(codec)) throw new Error(`No computed itag ${itag}.`);
  const container = extension === 'webm' ? 'webm' : 'mp4';
  const { seconds, bytesPerSecond = 0 } = clip;
  const source = await syntheticMedia({ codec, container, seconds, bytesPerSecond });
  const ranges = findRanges(source.head, container);
  const kind = video ? 'video' : 'audio';
  const { bytes, durationSeconds, packets } = source;
  return {
    path: `${clip.name}-${itag}.${extension}`,
    source,
    bytes,
    ...(ranges && { ranges }),
    probed: { container, durationSeconds, bytes, tracks: [{ kind, codec, frames: packets }] },
  };
}

/** 40 Mbit/s at 1080p, as many for each pixel at other sizes. */
function loopBase(video: VideoProfile, { itag }: Profile, clip: Clip): Promise<string> {
  const bitrate = 40_000_000 * (video.height / 1080) ** 2;
  const args = loopBaseArgs(video, clip, { bitrate, noise: true });
  return encode(`noise-${itag}`, 'mp4', args);
}

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

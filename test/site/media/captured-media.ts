import type { Clip } from './clips';
import { encode } from './encode';
import { ffmpegArgs, loopBaseArgs, loopSeconds } from './ffmpeg-args';
import { type MediaFile, measured } from './make-media';
import { onceEach } from './once-each';
import { padFile } from './pad-file';
import type { Profile } from './profiles';

/** Of the size that a page states, this part is asked of the encoders, which overshoot at low rates; the rest is padding. */
const mediaShare = 0.6;
const madeOnce = onceEach<MediaFile>();
const usualBitrate = 400_000;

/**
 * Media for a format of a captured page: as long as the page says and, where it says a size, of exactly
 * so many bytes, so that the page is served unchanged and its numbers are true.
 */
export const capturedMedia = (
  profile: Profile,
  seconds: number,
  bytes: number | undefined,
): Promise<MediaFile> =>
  madeOnce(`${profile.itag}/${seconds}/${bytes}`, () => make(profile, seconds, bytes));

async function make(
  profile: Profile,
  seconds: number,
  bytes: number | undefined,
): Promise<MediaFile> {
  const { audio, extension, itag } = profile;
  const bitrate = bytes === undefined ? usualBitrate : (bytes * 8 * mediaShare) / seconds;
  const soundBitrate = audio ? (profile.video ? Math.min(96_000, bitrate / 4) : bitrate) : 0;
  const shaped: Profile = {
    ...profile,
    ...(audio && { audio: { ...audio, kilobits: Math.max(8, Math.floor(soundBitrate / 1000)) } }),
  };
  const loops = Math.ceil(seconds / loopSeconds);
  const clip: Clip = { name: 'captured', hue: 0, hertz: 440, seconds, loops };
  const base = await loopBase(profile, clip, bitrate - soundBitrate);
  const args = [...ffmpegArgs(shaped, clip, base), '-t', seconds.toFixed(3)];
  const path = await encode(
    `captured-${itag}`,
    extension,
    args,
    bytes ? padding(bytes) : undefined,
  );
  return measured(path, profile);
}

async function loopBase({ video, itag }: Profile, clip: Clip, bitrate: number) {
  if (!video) return undefined;
  // Matroska holds the old codecs too.
  return encode(`steady-${itag}`, 'mkv', loopBaseArgs(video, clip, { bitrate, noise: false }));
}

const padding = (bytes: number) => ({
  name: `padded to ${bytes}`,
  apply: (path: string) => padFile(path, bytes),
});

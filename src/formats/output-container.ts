import type { OutputContainer } from './choice';
import { type AudioCodec, isImageContainer, type SourceContainer, type VideoCodec } from './format';

/**
 * The MIME type is as exact as the extension: Chromium renames a file whose blob is typed otherwise
 * (`audio/webm` would turn `.opus` into `.webm`).
 */
const containers = {
  mp4: { extension: 'mp4', mime: 'video/mp4' },
  webm: { extension: 'webm', mime: 'video/webm' },
  mkv: { extension: 'mkv', mime: 'video/x-matroska' },
  '3gp': { extension: '3gp', mime: 'video/3gpp' },
  flv: { extension: 'flv', mime: 'video/x-flv' },
  m4a: { extension: 'm4a', mime: 'audio/mp4' },
  opus: { extension: 'opus', mime: 'audio/ogg' },
  ogg: { extension: 'ogg', mime: 'audio/ogg' },
  mp3: { extension: 'mp3', mime: 'audio/mpeg' },
  jpg: { extension: 'jpg', mime: 'image/jpeg' },
  png: { extension: 'png', mime: 'image/png' },
  gif: { extension: 'gif', mime: 'image/gif' },
  webp: { extension: 'webp', mime: 'image/webp' },
} as const satisfies Record<string, OutputContainer>;

const mp4Pictures: ReadonlySet<VideoCodec> = new Set(['h264', 'hevc', 'av1']);
const mp4Sounds: ReadonlySet<AudioCodec> = new Set(['aac', 'mp3']);
const webmPictures: ReadonlySet<VideoCodec> = new Set(['vp8', 'vp9', 'av1']);
const webmSounds: ReadonlySet<AudioCodec> = new Set(['opus', 'vorbis']);

/**
 * Where a picture and a sound go together without re-encoding, by what players expect rather than by
 * what the containers allow: VP9 with Opus could be written as mp4, and few players would open it.
 */
export function pairedOutput(video: VideoCodec, audio: AudioCodec): OutputContainer {
  if (mp4Pictures.has(video) && mp4Sounds.has(audio)) return containers.mp4;
  if (webmPictures.has(video) && webmSounds.has(audio)) return containers.webm;
  return containers.mkv;
}

/** A picture without sound; AV1, at home in both, stays where it was served. */
export function pictureOutput(video: VideoCodec, servedAs: SourceContainer): OutputContainer {
  const inWebm = webmPictures.has(video);
  if (inWebm && (servedAs === 'webm' || !mp4Pictures.has(video))) return containers.webm;
  return mp4Pictures.has(video) ? containers.mp4 : containers.mkv;
}

const soundContainers: Partial<Record<AudioCodec, OutputContainer>> = {
  aac: containers.m4a,
  opus: containers.opus,
  vorbis: containers.ogg,
  mp3: containers.mp3,
};

export const soundOutput = (audio: AudioCodec): OutputContainer =>
  soundContainers[audio] ?? containers.mkv;

/** A sound that is saved as it is served. */
export function servedSoundOutput(
  servedAs: SourceContainer,
  audio: AudioCodec,
): OutputContainer | undefined {
  if (servedAs === 'mp4') return containers.m4a;
  return servedAs === 'ogg' && audio === 'opus' ? containers.opus : servedOutput(servedAs);
}

/** A progressive file, saved as it is served; `undefined` for transport streams, which come in pieces only. */
export const servedOutput = (servedAs: SourceContainer): OutputContainer | undefined =>
  servedAs === 'ts' ? undefined : containers[servedAs];

export const imageOutput = (servedAs: SourceContainer): OutputContainer =>
  isImageContainer(servedAs) ? containers[servedAs] : containers.jpg;

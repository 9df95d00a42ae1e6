import { foreignTrack } from './audio-track';
import type { Choice } from './choice';
import type {
  AudioCodec,
  AudioTraits,
  Format,
  ImageTraits,
  VideoCodec,
  VideoTraits,
} from './format';
import { isPremium, isUpscaled } from './order';

/** The names on boxes and in players; the same in every language. */
export const codecNames: Readonly<Record<VideoCodec | AudioCodec, string>> = {
  h264: 'H.264',
  hevc: 'HEVC',
  av1: 'AV1',
  vp9: 'VP9',
  vp8: 'VP8',
  mpeg4: 'MPEG-4',
  h263: 'H.263',
  aac: 'AAC',
  opus: 'Opus',
  vorbis: 'Vorbis',
  mp3: 'MP3',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  unknown: '?',
};

/** `1080p60`; the frame rate where it is higher than film's and television's. Empty where nothing is known. */
export function qualityName({ resolution, fps = 0 }: VideoTraits): string {
  if (resolution === 0) return '';
  return `${resolution}p${fps > 32 ? Math.round(fps) : ''}`;
}

/** The codecs of what comes out: `H.264 + AAC`. */
export const choiceCodecs = (choice: Choice): string =>
  namedTracks(choice)
    .map(({ codec }) => codecNames[codec])
    .join(' + ');

/** `1920 × 1080`; empty where the site does not say. */
export const imageSize = ({ width, height }: ImageTraits): string =>
  width === undefined || height === undefined ? '' : `${width} × ${height}`;

/**
 * `1080p60 HDR · VP9 + Opus`, `1080p Premium · H.264 + AAC · Deutsch`, `160 kbit/s · Opus`,
 * `129 kbit/s · AAC · English`. The track's name stands with sound alone, and with a picture that is heard
 * in another than the video's own.
 */
export function choiceLabel(choice: Choice): string {
  if (choice.kind === 'image') {
    const { image, output } = choice;
    return [imageSize(image.image), output.extension.toUpperCase()].filter(Boolean).join(' · ');
  }
  const { video, audio } = traitsOf(choice);
  const quality = video
    ? [qualityName(video), ...pictureMarks(choice)].filter(Boolean).join(' ')
    : audio?.bitrate && `${Math.round(audio.bitrate / 1000)} kbit/s`;
  const track = video ? foreignTrack(audio) : (audio?.track?.name ?? audio?.language);
  return [quality, choiceCodecs(choice), track].filter(Boolean).join(' · ');
}

/** What tells a picture from another of its size, in the names that are the same in every language. */
export function pictureMarks(choice: Choice): string[] {
  const picture = pictureOf(choice);
  if (picture?.video === undefined) return [];
  return [
    ...(picture.video.hdr ? ['HDR'] : []),
    ...(isPremium(picture) ? ['Premium'] : []),
    ...(isUpscaled(picture) ? ['Super Resolution'] : []),
    ...(picture.video.stereo3d ? ['3D'] : []),
  ];
}

function pictureOf(choice: Choice): Format | undefined {
  if (choice.kind === 'progressive') return choice.format;
  return 'video' in choice ? choice.video : undefined;
}

/** Of a file that is saved as it is, nobody has looked at what its tracks are. */
export const namedTracks = (choice: Choice) => {
  const { video, audio } = traitsOf(choice);
  const format = choice.kind === 'audio-only' ? choice.audio : pictureOf(choice);
  const isFile = format?.isFile === true;
  return [video, audio]
    .filter((track) => track !== undefined)
    .filter(({ codec }) => !isFile || codec !== 'unknown');
};

/** What is to be seen and heard in a choice, whichever formats it is made of. */
export function traitsOf(choice: Choice): {
  readonly video?: VideoTraits | undefined;
  readonly audio?: AudioTraits | undefined;
} {
  switch (choice.kind) {
    case 'progressive':
      return choice.format;
    case 'paired':
      return { video: choice.video.video, audio: choice.audio.audio };
    case 'video-only':
      return { video: choice.video.video };
    case 'audio-only':
      return { audio: choice.audio.audio };
    case 'image':
      return {};
  }
}

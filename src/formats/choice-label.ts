import type { Choice } from './choice';
import type { AudioCodec, AudioTraits, VideoCodec, VideoTraits } from './format';

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
  tracks(choice)
    .map(({ codec }) => codecNames[codec])
    .join(' + ');

/** `1080p60 HDR · VP9 + Opus`, `160 kbit/s · Opus`, `129 kbit/s · AAC · English`. */
export function choiceLabel(choice: Choice): string {
  const { video, audio } = traitsOf(choice);
  const quality = video
    ? [qualityName(video), video.hdr && 'HDR', video.stereo3d && '3D'].filter(Boolean).join(' ')
    : audio?.bitrate && `${Math.round(audio.bitrate / 1000)} kbit/s`;
  const track = video === undefined && audio?.track?.name;
  return [quality, choiceCodecs(choice), track].filter(Boolean).join(' · ');
}

const tracks = (choice: Choice) => {
  const { video, audio } = traitsOf(choice);
  return [video, audio].filter((track) => track !== undefined);
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
  }
}

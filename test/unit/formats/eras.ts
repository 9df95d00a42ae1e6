import type { Format } from '../../../src/formats/format';
import { type DescribedFormat, makeFormat } from '../../../src/formats/make-format';

/** Formats as pages of four eras describe them; the numbers are ours. */
const url = (itag: number) =>
  ({ kind: 'url', url: `https://r1.googlevideo.com/videoplayback?itag=${itag}` }) as const;

export function format(itag: number, more: Partial<DescribedFormat> = {}): Format {
  const made = makeFormat({ itag, source: url(itag), ...more });
  if (made === undefined) throw new Error(`itag ${itag} made no format`);
  return made;
}

/** Stream map only: a MIME type, often without codecs, and a word for the quality. */
export const era2013: readonly Format[] = [
  format(45, { mimeType: 'video/webm; codecs="vp8.0, vorbis"', quality: 'hd720' }),
  format(22, { mimeType: 'video/mp4; codecs="avc1.64001F, mp4a.40.2"', quality: 'hd720' }),
  format(44, { mimeType: 'video/webm; codecs="vp8.0, vorbis"', quality: 'large' }),
  format(35, { mimeType: 'video/x-flv', quality: 'large' }),
  format(43, { mimeType: 'video/webm; codecs="vp8.0, vorbis"', quality: 'medium' }),
  format(34, { mimeType: 'video/x-flv', quality: 'medium' }),
  format(18, { mimeType: 'video/mp4; codecs="avc1.42001E, mp4a.40.2"', quality: 'medium' }),
  format(82, { mimeType: 'video/mp4; codecs="avc1.42001E, mp4a.40.2"', stereo3d: true }),
  format(5, { mimeType: 'video/x-flv', quality: 'small' }),
  format(36, { mimeType: 'video/3gpp; codecs="mp4v.20.3, mp4a.40.2"', quality: 'small' }),
  format(17, { mimeType: 'video/3gpp; codecs="mp4v.20.3, mp4a.40.2"', quality: 'small' }),
];

const clip = { durationSeconds: 200, indexRange: { start: 700, end: 1200 } };
const h264 = (
  itag: number,
  codec: string,
  height: number,
  bitrate: number,
  more: Partial<DescribedFormat> = {},
) => picture(itag, `video/mp4; codecs="avc1.${codec}"`, height, bitrate, more);
const vp9 = (itag: number, height: number, bitrate: number, more: Partial<DescribedFormat> = {}) =>
  picture(itag, 'video/webm; codecs="vp9"', height, bitrate, more);
const av1 = (
  itag: number,
  level: string,
  height: number,
  bitrate: number,
  more: Partial<DescribedFormat> = {},
) => picture(itag, `video/mp4; codecs="av01.0.${level}.08"`, height, bitrate, more);

function picture(
  itag: number,
  mimeType: string,
  height: number,
  bitrate: number,
  more: Partial<DescribedFormat>,
): Format {
  return format(itag, {
    mimeType,
    height,
    width: Math.round((height * 16) / 9),
    fps: 30,
    qualityLabel: `${height}p`,
    bitrate,
    contentLength: bitrate * 25,
    ...clip,
    ...more,
  });
}

export function sound(itag: number, bitrate: number, more: Partial<DescribedFormat> = {}): Format {
  const mimeType = {
    139: 'audio/mp4; codecs="mp4a.40.5"',
    140: 'audio/mp4; codecs="mp4a.40.2"',
    141: 'audio/mp4; codecs="mp4a.40.2"',
    171: 'audio/webm; codecs="vorbis"',
    258: 'audio/mp4; codecs="mp4a.40.2"',
    328: 'audio/mp4; codecs="ec-3"',
  }[itag];
  return format(itag, {
    mimeType: mimeType ?? 'audio/webm; codecs="opus"',
    bitrate,
    contentLength: bitrate * 25,
    ...clip,
    ...more,
  });
}

const sounds = [sound(140, 129_000), sound(249, 52_000), sound(250, 68_000), sound(251, 136_000)];

/** Stream map and `adaptive_fmts`. */
export const era2015: readonly Format[] = [
  format(22, { mimeType: 'video/mp4; codecs="avc1.64001F, mp4a.40.2"', quality: 'hd720' }),
  format(43, { mimeType: 'video/webm; codecs="vp8.0, vorbis"', quality: 'medium' }),
  format(18, { mimeType: 'video/mp4; codecs="avc1.42001E, mp4a.40.2"', quality: 'medium' }),
  format(5, { mimeType: 'video/x-flv', quality: 'small' }),
  format(36, { mimeType: 'video/3gpp; codecs="mp4v.20.3, mp4a.40.2"', quality: 'small' }),
  format(17, { mimeType: 'video/3gpp; codecs="mp4v.20.3, mp4a.40.2"', quality: 'small' }),
  h264(137, '640028', 1080, 4_300_000),
  vp9(248, 1080, 2_600_000),
  h264(136, '4d401f', 720, 2_200_000),
  vp9(247, 720, 1_500_000),
  h264(135, '4d401e', 480, 1_100_000),
  vp9(244, 480, 750_000),
  h264(134, '4d401e', 360, 600_000),
  vp9(243, 360, 400_000),
  h264(133, '4d4015', 240, 250_000),
  vp9(242, 240, 220_000),
  h264(160, '4d400c', 144, 110_000),
  vp9(278, 144, 95_000),
  ...sounds.slice(0, 3),
  sound(171, 118_000),
];

/** `streamingData` with AV1 and a high frame rate. */
export const era2020: readonly Format[] = [
  format(18, {
    mimeType: 'video/mp4; codecs="avc1.42001E, mp4a.40.2"',
    width: 640,
    height: 360,
    fps: 30,
    qualityLabel: '360p',
    bitrate: 590_000,
    contentLength: 14_000_000,
    audioSampleRate: 44_100,
    audioChannels: 2,
  }),
  h264(299, '64002a', 1080, 6_800_000, { fps: 60, qualityLabel: '1080p60' }),
  vp9(303, 1080, 4_400_000, { fps: 60, qualityLabel: '1080p60' }),
  av1(399, '09M', 1080, 3_000_000, { fps: 60, qualityLabel: '1080p60' }),
  h264(298, '4d4020', 720, 3_500_000, { fps: 60, qualityLabel: '720p60' }),
  vp9(302, 720, 2_600_000, { fps: 60, qualityLabel: '720p60' }),
  av1(398, '08M', 720, 1_800_000, { fps: 60, qualityLabel: '720p60' }),
  h264(135, '4d401f', 480, 1_100_000),
  vp9(244, 480, 750_000),
  av1(397, '04M', 480, 600_000),
  h264(134, '4d401e', 360, 600_000),
  h264(160, '4d400c', 144, 110_000),
  ...sounds,
];

/** 2160p in VP9 and AV1, HDR, dubs, even loudness, surround. */
export const eraNow: readonly Format[] = [
  ...era2020,
  vp9(315, 2160, 26_000_000, { fps: 60, qualityLabel: '2160p60' }),
  av1(401, '13M', 2160, 13_000_000, { fps: 60, qualityLabel: '2160p60' }),
  picture(337, 'video/webm; codecs="vp09.02.51.10.01.09.16.09.00"', 2160, 28_000_000, {
    fps: 60,
    qualityLabel: '2160p60 HDR',
  }),
  vp9(308, 1440, 13_000_000, { fps: 60, qualityLabel: '1440p60' }),
  sound(140, 129_000, { isDrc: true, xtags: 'drc=1' }),
  sound(251, 137_000, { isDrc: true, xtags: 'drc=1' }),
  ...[140, 251].map((itag) =>
    sound(itag, 130_000, {
      xtags: 'acont=dubbed-auto:lang=ko',
      audioTrack: { id: 'ko.10', name: '한국어', isDefault: true },
    }),
  ),
  sound(258, 387_000, { audioChannels: 6 }),
];

import { isAltered, trackOf, trackRank } from './audio-track';
import { type AudioCodec, type Format, isProgressive, type VideoCodec } from './format';
import { readXtags } from './xtags';

/** Best picture for the same bytes first. */
const videoCodecRank: Readonly<Record<VideoCodec, number>> = {
  av1: 0,
  vp9: 1,
  hevc: 2,
  h264: 3,
  vp8: 4,
  mpeg4: 5,
  h263: 6,
  unknown: 7,
};

/** How much a bit says in each codec: Opus at 160 kbit/s is above AAC at 128 and below AAC at 256. */
const audioWorth: Readonly<Record<AudioCodec, number>> = {
  opus: 1.3,
  vorbis: 1.1,
  aac: 1,
  eac3: 0.9,
  mp3: 0.8,
  ac3: 0.7,
  unknown: 0.1,
};

/** Negative where `a` comes first: the first of the keys in which they differ decides. */
export function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((key, index) => key !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** 24, 25 and 30 are one smoothness, which progressive formats of old do not even state. */
export const smoothness = (fps = 30): number => (fps > 20 && fps <= 32 ? 30 : Math.round(fps));

/** Made larger by the site from a smaller picture ("super resolution"). */
export const isUpscaled = ({ xtags }: Format): boolean => readXtags(xtags).get('sr') === '1';

/** Premium's "enhanced bitrate": only the label tells it from the usual format of that size. */
export const isPremium = ({ video }: Format): boolean =>
  /premium|프리미엄/i.test(video?.label ?? '');

/**
 * Pictures, best first, for `sort`: by the extractor's own word where it has one; what was filmed before what is stereoscopic or upscaled, then
 * resolution, frame rate, HDR, Premium's bitrate, codec, bitrate; numbers by size, never by text. A
 * progressive file comes after its adaptive twin, which is never coarser and always states its length.
 */
export const comparePictures = (a: Format, b: Format): number =>
  compareKeys(pictureKeys(a), pictureKeys(b)) || byText(a.id, b.id);

function pictureKeys(format: Format): readonly number[] {
  const { video } = format;
  if (video === undefined) return [1];
  return [
    0,
    -(format.quality ?? 0),
    video.stereo3d === true ? 1 : 0,
    isUpscaled(format) ? 1 : 0,
    -video.resolution,
    -smoothness(video.fps),
    video.hdr ? 0 : 1,
    isPremium(format) ? 0 : 1,
    videoCodecRank[video.codec],
    isProgressive(format) ? 1 : 0,
    -(video.bitrate ?? 0),
  ];
}

/** Bits per second, weighed by what the codec makes of them. */
export const soundWorth = ({ audio }: Format): number =>
  audio === undefined ? 0 : audioWorth[audio.codec] * (audio.bitrate ?? 1);

/**
 * Sounds, best first, for `sort`: the original track, then track by track, in each what is unaltered,
 * then what the bits are worth.
 */
export const compareSounds = (a: Format, b: Format): number =>
  trackRank(a) - trackRank(b) ||
  byText(trackOf(a), trackOf(b)) ||
  Number(isAltered(a)) - Number(isAltered(b)) ||
  soundWorth(b) - soundWorth(a) ||
  byText(a.id, b.id);

/** Formats of one video, best first: pictures (with or without sound), then sound alone. */
export const compareFormats = (a: Format, b: Format): number =>
  a.video === undefined && b.video === undefined ? compareSounds(a, b) : comparePictures(a, b);

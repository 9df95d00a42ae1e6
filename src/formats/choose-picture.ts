import type { Choice } from './choice';
import { traitsOf } from './choice-label';
import type { AudioTraits, VideoCodec, VideoTraits } from './format';
import { compareKeys, isUpscaled, smoothness } from './order';

/** A choice with a picture, and what is to be seen and heard in it. */
export interface PictureOption {
  readonly choice: Choice;
  readonly video: VideoTraits;
  readonly audio?: AudioTraits | undefined;
}

/** The choices that have a picture, in their order; those with sound, if any has. */
export function pictureOptions(choices: readonly Choice[]): PictureOption[] {
  const options = choices.flatMap((choice) => {
    const { video, audio } = traitsOf(choice);
    return video === undefined ? [] : [{ choice, video, audio }];
  });
  const heard = options.filter(({ audio }) => audio !== undefined);
  return heard.length > 0 ? heard : options;
}

/** How widely a codec plays in 2026: browsers, phones, televisions, editors. */
const reachRank: Readonly<Record<VideoCodec, number>> = {
  h264: 0,
  vp9: 1,
  av1: 2,
  hevc: 3,
  vp8: 4,
  mpeg4: 5,
  h263: 6,
  unknown: 7,
};

/**
 * The best picture of at most `limit` lines: highest resolution, then frame rate, then no HDR (pale on
 * a screen without it), then the codec that plays most widely, in a container that does. Where all are
 * above the limit, the lowest. What is stereoscopic or upscaled only where nothing else is.
 */
export function choosePicture(
  options: readonly PictureOption[],
  limit: number,
): PictureOption | undefined {
  const within = options.filter(({ video }) => video.resolution <= limit);
  const direction = within.length > 0 ? -1 : 1;
  const keys = ({ choice, video }: PictureOption): readonly number[] => [
    video.stereo3d === true ? 1 : 0,
    isUpscaledChoice(choice) ? 1 : 0,
    direction * video.resolution,
    -smoothness(video.fps),
    video.hdr ? 1 : 0,
    reachRank[video.codec],
    choice.output.extension === 'mkv' ? 1 : 0,
  ];
  // Sorting is stable: where these are equal, the better quality stays first.
  const sorted = (within.length > 0 ? within : options).toSorted((a, b) =>
    compareKeys(keys(a), keys(b)),
  );
  return sorted[0];
}

const isUpscaledChoice = (choice: Choice): boolean => 'video' in choice && isUpscaled(choice.video);

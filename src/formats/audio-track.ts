import type { Format } from './format';
import { readXtags } from './xtags';

/** What the site's `acont` tag says of a sound track; the name beside it is localised. */
const rankByContent = new Map([
  ['original', 0],
  ['dubbed', 2],
  ['dubbed-auto', 3],
  ['descriptive', 4],
]);

/**
 * How well a sound track stands for the video, 0 best: the original, then the default or the only one,
 * dubs, automatic dubs (which the site makes the default for some), audio description.
 */
export function trackRank({ audio, xtags }: Format): number {
  const rank = rankByContent.get(readXtags(xtags).get('acont') ?? '');
  if (rank !== undefined) return rank;
  const track = audio?.track;
  if (track === undefined || track.isDefault) return 1;
  return 2;
}

/** Sound altered for comfort: even loudness (`drc`) or lifted speech (`vb`). */
export const isAltered = ({ audio, xtags }: Format): boolean =>
  audio?.drc === true || readXtags(xtags).has('drc') || readXtags(xtags).has('vb');

/** What tells one sound track of a video from another; empty where there is only one. */
export const trackOf = ({ audio, xtags }: Format): string =>
  audio?.track?.id ?? readXtags(xtags).get('lang') ?? '';

import type { AudioContent, AudioTraits, Format } from './format';
import { readXtags } from './xtags';

/** The site's own words, in its `acont` tag. */
const contents: ReadonlyMap<string, AudioContent> = new Map([
  ['original', 'original'],
  ['dubbed', 'dubbed'],
  ['secondary', 'dubbed'],
  ['dubbed-auto', 'dubbed-auto'],
  ['descriptive', 'descriptive'],
]);

/** What a track's id ends in where the tag is missing: `en.4`. */
const contentsByNumber: ReadonlyMap<string, AudioContent> = new Map([
  ['2', 'descriptive'],
  ['3', 'dubbed'],
  ['4', 'original'],
  ['10', 'dubbed-auto'],
]);

/**
 * What the tags of a format, and else its track's id, say of its sound (youtube.md §4). The track's name
 * says it too, but in the person's language.
 */
export function trackFacts(
  xtags: string | undefined,
  trackId: string | undefined,
): { content: AudioContent | undefined; language: string | undefined } {
  const tags = readXtags(xtags);
  const [, language, number = ''] = /^([A-Za-z][\w-]{1,34})\.(\d{1,2})$/.exec(trackId ?? '') ?? [];
  const tagged = /^[A-Za-z][\w-]{1,34}$/.exec(tags.get('lang') ?? '')?.[0];
  return {
    content: contents.get(tags.get('acont') ?? '') ?? contentsByNumber.get(number),
    language: tagged ?? language,
  };
}

const rankByContent: Readonly<Record<AudioContent, number>> = {
  original: 0,
  dubbed: 2,
  'dubbed-auto': 3,
  descriptive: 4,
};

/**
 * How well a sound track stands for the video, 0 best: the original, then the default or the only one,
 * dubs, automatic dubs (which the site makes the default for some), audio description.
 */
export function trackRank({ audio }: Format): number {
  if (audio?.content !== undefined) return rankByContent[audio.content];
  return audio?.track === undefined || audio.track.isDefault ? 1 : 2;
}

/** Sound altered for comfort: even loudness, or lifted speech. */
export const isAltered = ({ audio }: Format): boolean =>
  audio?.drc === true || audio?.voiceBoost === true;

/** What tells one sound track of a video from another; empty where there is only one. */
export const trackOf = ({ audio }: Format): string => audio?.track?.id ?? audio?.language ?? '';

/** Of a track that is not the video's own: what a person has to know before choosing it. */
export const foreignTrack = (audio: AudioTraits | undefined): string | undefined =>
  audio?.content === undefined || audio.content === 'original'
    ? undefined
    : (audio.track?.name ?? audio.language);

import type { Choice } from '../formats/choice';
import {
  choiceCodecs,
  codecNames,
  imageSize,
  namedTracks,
  pictureMarks,
  qualityName,
  traitsOf,
} from '../formats/choice-label';
import { containerName } from './container-name';
import { formatBytes } from './format-bytes';
import { formatCount } from './format-count';
import { t } from './text';

/** `1080p60`, for sound alone `160 kbit/s`: what a person chooses by first. The codecs where it is not known. */
export function qualityWords(choice: Choice): string {
  if (choice.kind === 'image') return imageSize(choice.image.image);
  const { video, audio } = traitsOf(choice);
  if (video) return qualityName(video) || choiceCodecs(choice);
  return audio?.bitrate === undefined
    ? choiceCodecs(choice)
    : t('bitrate', formatCount(Math.round(audio.bitrate / 1000)));
}

/** What sets a picture apart from others of its quality. */
export function pictureTags(choice: Choice): string[] {
  const { video } = traitsOf(choice);
  const allAround = video?.projection !== undefined && !/^rect/i.test(video.projection);
  return [...pictureMarks(choice), ...(allAround ? ['360°'] : [])];
}

/** `1080p60 HDR · MP4 (H.264, AAC) · 184 MB`: exactly what will be saved. */
export function choiceSummary(choice: Choice): string {
  const codecs = namedTracks(choice).map(({ codec }) => codecNames[codec]);
  const container = containerName(choice.output);
  const isTold = codecs.length === 0 || codecs.join() === container;
  return [
    [qualityWords(choice), ...pictureTags(choice)].join(' '),
    isTold ? container : `${container} (${codecs.join(', ')})`,
    ...(choice.bytes === undefined ? [] : [formatBytes(choice.bytes)]),
  ]
    .filter(Boolean)
    .join(' · ');
}

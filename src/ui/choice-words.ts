import type { Choice } from '../formats/choice';
import { choiceCodecs, codecNames, qualityName, traitsOf } from '../formats/choice-label';
import { containerName } from './container-name';
import { formatBytes } from './format-bytes';
import { formatCount } from './format-count';
import { t } from './text';

/** `1080p60`, for sound alone `160 kbit/s`: what a person chooses by first. The codecs where it is not known. */
export function qualityWords(choice: Choice): string {
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
  return [
    ...(video?.hdr ? ['HDR'] : []),
    ...(video?.stereo3d ? ['3D'] : []),
    ...(allAround ? ['360°'] : []),
  ];
}

/** `1080p60 HDR · MP4 (H.264, AAC) · 184 MB`: exactly what will be saved. */
export function choiceSummary(choice: Choice): string {
  const { video, audio } = traitsOf(choice);
  const codecs = [video, audio].flatMap((track) => (track ? [codecNames[track.codec]] : []));
  const container = containerName(choice.output);
  const file = codecs.join() === container ? container : `${container} (${codecs.join(', ')})`;
  return [
    [qualityWords(choice), ...pictureTags(choice)].join(' '),
    file,
    ...(choice.bytes === undefined ? [] : [formatBytes(choice.bytes)]),
  ].join(' · ');
}

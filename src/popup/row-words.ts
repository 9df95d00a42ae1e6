import type { Choice } from '../formats/choice';
import { choiceCodecs, traitsOf } from '../formats/choice-label';
import { pictureTags, qualityWords } from '../ui/choice-words';
import { containerName } from '../ui/container-name';
import { formatBytes } from '../ui/format-bytes';
import { t } from '../ui/text';

export interface RowWords {
  readonly quality: string;
  readonly tags: readonly string[];
  readonly codecs: string;
  readonly container: string;
  /** Absent where the server does not say. */
  readonly size: string | undefined;
  /** All of it, for those who listen: `1080p60, H.264 + AAC, MP4, 184 MB`. */
  readonly spoken: string;
}

/** What a row of the list says; `best`: that it is the one which "Best" means. */
export function rowWords(choice: Choice, best = false): RowWords {
  const quality = qualityWords(choice);
  const tags = pictureTags(choice);
  const codecs = [choiceCodecs(choice), ...soundWords(choice)].join(' · ');
  const container = containerName(choice.output);
  const size = choice.bytes === undefined ? undefined : formatBytes(choice.bytes);
  const spoken = [
    ...(best ? [t('presetBest')] : []),
    [quality, ...tags].join(' '),
    codecs,
    container,
    ...(size ? [size] : []),
  ];
  return { quality, tags, codecs, container, size, spoken: spoken.join(', ') };
}

/** The track's language, and whether its loudness was evened out: else two rows would look the same. */
function soundWords(choice: Choice): string[] {
  const { audio } = traitsOf(choice);
  return [...(audio?.track ? [audio.track.name] : []), ...(audio?.drc ? [t('stableVolume')] : [])];
}

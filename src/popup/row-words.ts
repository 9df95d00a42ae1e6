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
  const container = containerName(choice.output);
  // Of a file that nobody has looked into there may be nothing else to say.
  const quality = qualityWords(choice) || container;
  const tags = pictureTags(choice);
  const codecs = [choiceCodecs(choice), ...soundWords(choice)].filter(Boolean).join(' · ');
  const size = choice.bytes === undefined ? undefined : formatBytes(choice.bytes);
  const told = [[quality, ...tags].join(' '), codecs, container, size].filter(Boolean);
  // What is all of these is said once.
  const spoken = [...(best ? [t('presetBest')] : []), ...new Set(told)].join(', ');
  return { quality, tags, codecs, container, size, spoken };
}

/** The track's language, and whether its loudness was evened out: else two rows would look the same. */
function soundWords(choice: Choice): string[] {
  const { audio } = traitsOf(choice);
  return [...(audio?.track ? [audio.track.name] : []), ...(audio?.drc ? [t('stableVolume')] : [])];
}

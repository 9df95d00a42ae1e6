import type { Choice } from '../formats/choice';
import type { MessageKey } from '../ui/text';

export interface FormatGroup {
  readonly title: MessageKey;
  readonly choices: readonly Choice[];
}

const groupTitle = {
  progressive: 'groupVideoWithAudio',
  paired: 'groupVideoWithAudio',
  'video-only': 'groupVideoWithoutSound',
  'audio-only': 'groupAudioOnly',
  image: 'groupImages',
} as const satisfies Record<Choice['kind'], MessageKey>;

const order = [
  'groupVideoWithAudio',
  'groupVideoWithoutSound',
  'groupAudioOnly',
  'groupImages',
] as const;

/** The choices under their headings, in the order they came; a heading without any is left out. */
export function formatGroups(choices: readonly Choice[]): FormatGroup[] {
  return order
    .map((title) => ({
      title,
      choices: choices.filter(({ kind }) => groupTitle[kind] === title),
    }))
    .filter((group) => group.choices.length > 0);
}

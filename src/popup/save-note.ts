import { t } from '../ui/text';
import { fallbackSentence } from './fallback-sentence';
import type { SaveModel } from './save-model';

const begunNotes = {
  new: 'saveBegun',
  already: 'saveRunning',
  'already-otherwise': 'saveRunningOtherwise',
} as const;

/** What became of the last press, else why the preset gives something else than its name says; else nothing. */
export function saveNote({ outcome, chosen }: SaveModel): string {
  const { value } = outcome;
  if (value.kind === 'begun') return t(begunNotes[value.running]);
  return (chosen.value?.fallbacks ?? []).map(fallbackSentence).join(' · ');
}

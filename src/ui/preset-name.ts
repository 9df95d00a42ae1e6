import type { Preset } from '../formats/choice';
import { t } from './text';

/** As its button says it; a resolution is the same number in every language. */
export function presetName(preset: Preset): string {
  switch (preset) {
    case 'auto':
      return t('presetAuto');
    case 'best':
      return t('presetBest');
    case 'audio':
      return t('presetAudio');
    default:
      return preset;
  }
}

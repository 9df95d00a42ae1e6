import type { Fallback } from '../formats/choice';
import { t } from '../ui/text';

/** Why the preset saves something else than its name says. */
export function fallbackSentence(fallback: Fallback): string {
  switch (fallback.reason) {
    case 'lower-resolution':
      return t('fallbackLowerResolution', String(fallback.wanted), String(fallback.got));
    case 'higher-resolution':
      return t('fallbackHigherResolution', String(fallback.wanted), String(fallback.got));
    case 'other-codec':
      return t('fallbackOtherCodec', fallback.got);
    case 'no-sound':
      return t('fallbackNoSound');
    case 'no-picture':
      return t('fallbackNoPicture');
  }
}

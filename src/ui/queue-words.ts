import { formatCount } from './format-count';
import { locale, t } from './text';

/** How many jobs run or wait, in the grammar of the language: English needs `one` and `other`, Korean only `other`. */
export function queueWords(count: number): string {
  if (count === 0) return t('queueNone');
  const key = new Intl.PluralRules(locale()).select(count) === 'one' ? 'queue_one' : 'queue_other';
  return t(key, formatCount(count));
}

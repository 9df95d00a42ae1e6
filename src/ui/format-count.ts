import { numberFormat } from './number-format';
import { locale } from './text';

export const formatCount = (count: number, inLocale = locale()): string =>
  numberFormat(inLocale, {}).format(count);

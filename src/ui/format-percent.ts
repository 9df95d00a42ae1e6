import { numberFormat } from './number-format';
import { locale } from './text';

/** 0–1 → `50.5%`. Rounded down: nothing reads 100 % before it is all there. */
export function formatPercent(part: number, inLocale = locale()): string {
  const tenths = Math.floor(Math.min(1, Math.max(0, part)) * 1000) / 1000;
  const minimumFractionDigits = tenths === 1 ? 0 : 1;
  return numberFormat(inLocale, {
    style: 'percent',
    minimumFractionDigits,
    maximumFractionDigits: 1,
  }).format(tenths);
}

import { numberFormat } from './number-format';
import { scaleBytes } from './scale-bytes';
import { locale } from './text';

/** Bytes per second → `2.5 MB/s`. Two figures: the third would only flicker. */
export function formatSpeed(bytesPerSecond: number, inLocale = locale()): string {
  const { value, unit } = scaleBytes(bytesPerSecond);
  return numberFormat(inLocale, {
    style: 'unit',
    unit: `${unit}-per-second`,
    maximumSignificantDigits: value >= 100 ? 3 : 2,
  }).format(value);
}

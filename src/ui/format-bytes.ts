import { numberFormat } from './number-format';
import { scaleBytes } from './scale-bytes';
import { locale } from './text';

/** 1_420_000_000 → `1.42 GB`, in the locale's way. */
export function formatBytes(bytes: number, inLocale = locale()): string {
  const { value, unit } = scaleBytes(bytes);
  return numberFormat(inLocale, {
    style: 'unit',
    unit,
    maximumSignificantDigits: 3,
  }).format(value);
}

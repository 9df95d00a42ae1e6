import { numberFormat } from './number-format';
import { locale } from './text';

/** Seconds → `20 sec`, `3 min`, `1 hr 5 min`: no finer than a guess can be. */
export function formatTimeLeft(seconds: number, inLocale = locale()): string {
  const amount = (value: number, unit: 'second' | 'minute' | 'hour') =>
    numberFormat(inLocale, { style: 'unit', unit }).format(value);
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 90) return amount(whole, 'second');
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return amount(minutes, 'minute');
  const hours = amount(Math.floor(minutes / 60), 'hour');
  return minutes % 60 === 0 ? hours : `${hours} ${amount(minutes % 60, 'minute')}`;
}

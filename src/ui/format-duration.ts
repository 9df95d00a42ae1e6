import { numberFormat } from './number-format';
import { locale } from './text';

/** Seconds → `12:41` or `1:02:03`, as on a player. */
export function formatDuration(seconds: number, inLocale = locale()): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const figure = (value: number, minimumIntegerDigits: number) =>
    numberFormat(inLocale, { minimumIntegerDigits, useGrouping: false }).format(value);
  const tail = figure(whole % 60, 2);
  return hours > 0
    ? `${figure(hours, 1)}:${figure(minutes, 2)}:${tail}`
    : `${figure(minutes, 1)}:${tail}`;
}

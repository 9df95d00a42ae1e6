import { locale } from './text';

const made = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds since 1970 → `14:05` or `14:05:09`, on another day than `now` also which: `Tue 14:05`. Local time. */
export function formatClock(
  at: number,
  now = Date.now(),
  inLocale = locale(),
  to: 'minute' | 'second' = 'minute',
): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const key = `${inLocale} ${to} ${sameDay}`;
  const format =
    made.get(key) ??
    new Intl.DateTimeFormat(inLocale, {
      hour: 'numeric',
      minute: '2-digit',
      ...(to === 'second' ? { second: '2-digit' as const } : {}),
      ...(sameDay ? {} : { weekday: 'short' as const }),
    });
  made.set(key, format);
  return format.format(at);
}

import { locale } from './text';

/** ISO 8601 → `3 Nov 2026`; nothing where it is no date. A bare date is that day everywhere, whatever the time zone. */
export function formatDate(iso: string, inLocale = locale()): string | undefined {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return undefined;
  const zone = /^\d{4}-\d\d-\d\d$/.test(iso) ? { timeZone: 'UTC' } : {};
  return new Intl.DateTimeFormat(inLocale, { dateStyle: 'medium', ...zone }).format(time);
}

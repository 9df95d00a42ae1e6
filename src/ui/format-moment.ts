import { locale } from './text';

/** Milliseconds since 1970 → `Nov 21, 2026, 8:00 PM`, in the person's own time. */
export const formatMoment = (ms: number, inLocale = locale()): string =>
  new Intl.DateTimeFormat(inLocale, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);

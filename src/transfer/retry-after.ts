/**
 * `Retry-After`, RFC 9110 §10.2.3: seconds or an HTTP date, which is measured from `wallTime`
 * (milliseconds since 1970). Seconds from now, never negative; undefined where it says nothing.
 */
export function parseRetryAfter(header: string | null, wallTime: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Date.parse takes much that is no HTTP date: these begin with a weekday.
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - wallTime) / 1000);
}

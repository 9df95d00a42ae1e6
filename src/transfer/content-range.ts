/** `Content-Range` of a 206: `end` is exclusive here, `total` absent where the server wrote `*`. */
export interface ContentRange {
  readonly start: number;
  readonly end: number;
  readonly total?: number;
}

/** RFC 9110 §14.4: `bytes 0-99/1000`. Anything else, also an impossible range, is undefined. */
export function parseContentRange(header: string | null): ContentRange | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = Number(match[2]) + 1;
  if (end <= start) return undefined;
  if (match[3] === '*') return { start, end };
  const total = Number(match[3]);
  return end <= total ? { start, end, total } : undefined;
}

/** RFC 9110 §15.5.17: the length that a 416 states, `bytes`, `*` and the total; undefined where it states none. */
export function parseUnsatisfiedRange(header: string | null): number | undefined {
  const [, total] = /^bytes \*\/(\d{1,15})$/i.exec(header?.trim() ?? '') ?? [];
  return total === undefined ? undefined : Number(total);
}

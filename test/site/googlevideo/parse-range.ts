/** Which bytes of a file are asked; both ends inclusive. */
export type AskedRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * `a-b`, `a-` or `-n` against a file of so many bytes: the `range` parameter as it is, a `Range` header
 * without `bytes=`. What is no range is ignored and the whole file asked (RFC 9110 §14.2), several
 * ranges too: the site never answers with `multipart/byteranges`.
 */
export function parseRange(text: string | undefined, bytes: number): AskedRange {
  const [, first, last] = /^(\d*)-(\d*)$/.exec(text?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || first + last === '') return { kind: 'whole' };
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    return length > 0
      ? { kind: 'part', start: bytes - length, end: bytes - 1 }
      : { kind: 'unsatisfiable' };
  }
  const start = Number(first);
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  return start < bytes ? { kind: 'part', start, end } : { kind: 'unsatisfiable' };
}

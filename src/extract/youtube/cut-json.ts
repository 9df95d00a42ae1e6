/** What a cut came to: JSON text, or the code of why there is none. */
export type Cut =
  | { readonly found: 'json'; readonly text: string }
  | { readonly found: 'json-not-found' }
  | { readonly found: 'json-cut-off' };

/** A page names each of its objects a handful of times; more is noise or malice. */
const mostPlaces = 64;
const between = new Set(' \t\r\n\'"]=(');
/** Punctuation and space between a name and its value: `"] = `, `':  `, `(`. */
const longestBetween = 40;

/**
 * The objects that a page's scripts give to `name`, in the order of the text, as JSON text: `name = {…}`,
 * `window["name"] = {…}`, `name({…})` and `name = JSON.parse('…\x7b…')`. Where `name` is
 * there but none of this follows, one `json-not-found`; where the text ends inside, one `json-cut-off`
 * and nothing after it. Braces in strings do not count. Linear in the text's length.
 */
export function cutJson(text: string, name: string): Cut[] {
  const cuts: Cut[] = [];
  let at = text.indexOf(name);
  if (at < 0) return cuts;
  for (let places = 0; at >= 0 && places < mostPlaces; places++) {
    const start = skipBetween(text, at + name.length);
    const place = cutAt(text, start);
    if (place) cuts.push(place.cut);
    if (place?.cut.found === 'json-cut-off') break;
    at = text.indexOf(name, place ? place.end : start);
  }
  return cuts.length > 0 ? cuts : [{ found: 'json-not-found' }];
}

function cutAt(text: string, start: number): { cut: Cut; end: number } | undefined {
  if (text.startsWith('JSON.parse(', start)) {
    const quote = skipBlank(text, start + 'JSON.parse('.length);
    if (!isQuote(text.charCodeAt(quote))) return undefined;
    const end = endOfString(text, quote);
    if (end < 0) return { cut: { found: 'json-cut-off' }, end: text.length };
    return { cut: { found: 'json', text: readString(text.slice(quote + 1, end - 1)) }, end };
  }
  if (text[start] !== '{') return undefined;
  const end = endOfObject(text, start);
  if (end < 0) return { cut: { found: 'json-cut-off' }, end: text.length };
  return { cut: { found: 'json', text: text.slice(start, end) }, end };
}

function skipBetween(text: string, from: number): number {
  let at = from;
  while (at - from < longestBetween && between.has(text.charAt(at))) at++;
  return at;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\n') at++;
  return at;
}

const isQuote = (code: number): boolean => code === 0x22 || code === 0x27;

/** The index after the brace that closes the one at `start`; -1 where the text ends before. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) {
      at = endOfString(text, at) - 1;
      if (at < 0) return -1;
    } else if (code === 0x7b) {
      depth++;
    } else if (code === 0x7d && --depth === 0) {
      return at + 1;
    }
  }
  return -1;
}

/** The index after the quote that closes the one at `start`; -1 where the text ends before. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === quote) return at + 1;
  }
  return -1;
}

const controls: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/** The inside of a JavaScript string literal, its escapes resolved. */
function readString(literal: string): string {
  return literal.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|([\s\S]))/gi,
    (_escape, byte?: string, unit?: string, point?: string, other = '') => {
      const code = byte ?? unit ?? point;
      if (code === undefined) return controls[other] ?? other;
      return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
    },
  );
}

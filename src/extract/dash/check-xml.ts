import { playlistInvalid } from '../playlist-invalid';

/** A live day with every segment written out. */
export const longestManifest = 8_000_000;
const mostElements = 200_000;
const deepest = 24;
const mostAttributes = 64;

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<!DOCTYPE\s+[\w:.-]+\s*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/y;
const attribute = /([\w:.-]+)\s*=/g;
/** Comments, instructions and CDATA: in them an ampersand is one. */
const plain = /^<[!?]/;
const badEntity = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/**
 * Holds a text against the rules of XML before a parser sees it, which would guess, and complain to the
 * console: every element closed, no attribute twice, no entities of its own (which can grow without
 * end), and all of it bounded.
 * @throws playlist-invalid
 */
export function checkXml(text: string): void {
  if (text.length > longestManifest) throw playlistInvalid('too long', { characters: text.length });
  const open: string[] = [];
  let elements = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const [opened, closed] = tagAt(text, at);
    if (closed !== undefined && open.pop() !== closed) throw playlistInvalid('no XML', { at });
    if (opened === undefined) continue;
    elements += 1;
    if (open.length === 0 && elements > 1) throw playlistInvalid('no XML', { at });
    if (!opened.isEmpty) open.push(opened.name);
    if (open.length > deepest) throw playlistInvalid('too deep');
    if (elements > mostElements) throw playlistInvalid('too many elements');
  }
  if (open.length > 0 || elements === 0) throw playlistInvalid('no XML', { at: text.length });
}

/** What stands there, as far as `token.lastIndex` then is: the element that it opens, the name of one that it closes. */
function tagAt(
  text: string,
  at: number,
): readonly [
  opened: { readonly name: string; readonly isEmpty: boolean } | undefined,
  closed: string | undefined,
] {
  token.lastIndex = at;
  const found = token.exec(text);
  if (!found) throw playlistInvalid('no XML', { at });
  const [whole, closed, name, attributes = '', isEmpty] = found;
  if (!plain.test(whole) && badEntity.test(whole)) throw playlistInvalid('unknown entities');
  if (name === undefined) return [undefined, closed];
  checkAttributes(attributes, at);
  return [{ name, isEmpty: isEmpty !== '' }, undefined];
}

function checkAttributes(attributes: string, at: number): void {
  if (attributes === '') return;
  const names = [...attributes.replace(/"[^"]*"|'[^']*'/g, '').matchAll(attribute)].map(
    ([, name]) => name,
  );
  if (names.length > mostAttributes || new Set(names).size < names.length) {
    throw playlistInvalid('no XML', { at });
  }
}

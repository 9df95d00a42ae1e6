/** More of a text than any title or name can hold. */
const longest = 10_000;

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** A site's HTML as the words that a person reads of it, on one line: tags gone, entities resolved once. */
export const plainText = (html: string): string =>
  html
    .slice(0, longest)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, resolved)
    .replace(/\s+/g, ' ')
    .trim();

function resolved(entity: string, decimal?: string, hexadecimal?: string, name = ''): string {
  if (decimal === undefined && hexadecimal === undefined) {
    return Object.hasOwn(named, name) ? (named[name] ?? entity) : entity;
  }
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
}

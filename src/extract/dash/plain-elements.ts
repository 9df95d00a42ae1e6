const binding = /\sxmlns:([\w-]+)\s*=\s*["']urn:mpeg:dash:schema:mpd:/gi;
const mostPrefixes = 4;

/** A manifest whose elements have no prefix, which the parser does not know: they are the same with and without. */
export function plainElements(source: string): string {
  const bound = new Set(Array.from(source.matchAll(binding), ([, prefix]) => prefix));
  const prefixes = [...bound].slice(0, mostPrefixes);
  if (prefixes.length === 0) return source;
  return source.replace(new RegExp(`(</?)(?:${prefixes.join('|')}):`, 'g'), '$1');
}

import type { SegmentSource } from '../formats/segment-source';
import type { SabrFormat, SabrSource } from '../transfer/sabr/sabr-source';

/** How the bytes of a part are to be had now. Its hosts were checked against the request's `allowedHosts`. */
export type PartSource =
  /** A file with an address, solved and ready. */
  | {
      readonly kind: 'url';
      readonly url: string;
      /** Other hosts with the same bytes, best first. */
      readonly mirrors?: readonly string[];
      /** Milliseconds since 1970: before that it is refused, for the advertisements come first. */
      readonly notBefore?: number;
      /** Its server knows no ranges: it is fetched by one request, which begins anew each time. */
      readonly inOnePiece?: true;
    }
  /** Segments over the site's streaming protocol. Parts of one job share their `source`. */
  | { readonly kind: 'sabr'; readonly source: SabrSource; readonly format: SabrFormat }
  /** Segments that a list names, read when they are fetched. */
  | { readonly kind: 'listed'; readonly list: SegmentSource };

/** What is asked, for any kind. */
export function addressOf(source: PartSource): string {
  if (source.kind === 'listed') return source.list.url;
  return source.kind === 'url' ? source.url : source.source.url;
}

export function mirrorsIn(source: PartSource): readonly string[] {
  if (source.kind === 'listed') return [];
  return (source.kind === 'url' ? source.mirrors : source.source.mirrors) ?? [];
}

/** Milliseconds since 1970, from when on it is served; 0 where that is at once. */
export function servedFrom(source: PartSource): number {
  if (source.kind === 'listed') return 0;
  return (source.kind === 'url' ? source.notBefore : source.source.notBefore) ?? 0;
}

/** The proof of origin that it is asked with. */
export function tokenIn(source: PartSource): string | undefined {
  if (source.kind === 'listed') return undefined;
  return source.kind === 'url'
    ? (new URL(source.url).searchParams.get('pot') ?? undefined)
    : source.source.poToken;
}

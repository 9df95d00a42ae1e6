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
    }
  /** Segments over the site's streaming protocol. Parts of one job share their `source`. */
  | { readonly kind: 'sabr'; readonly source: SabrSource; readonly format: SabrFormat };

/** What is asked, for either kind. */
export const addressOf = (source: PartSource): string =>
  source.kind === 'url' ? source.url : source.source.url;

export const mirrorsIn = (source: PartSource): readonly string[] =>
  (source.kind === 'url' ? source.mirrors : source.source.mirrors) ?? [];

/** Milliseconds since 1970, from when on it is served; 0 where that is at once. */
export const servedFrom = (source: PartSource): number =>
  (source.kind === 'url' ? source.notBefore : source.source.notBefore) ?? 0;

/** The proof of origin that it is asked with. */
export const tokenIn = (source: PartSource): string | undefined =>
  source.kind === 'url'
    ? (new URL(source.url).searchParams.get('pot') ?? undefined)
    : source.source.poToken;

import type { FormatSource } from '../../formats/format';
import { mediaAddress } from './allowed-address';

/** The parts of an address as the site gives them; `s` is what makes it need the cipher. */
export interface AddressParts {
  readonly url?: string | undefined;
  readonly s?: string | undefined;
  readonly sp?: string | undefined;
  /** A signature that is ready (2012–2013). */
  readonly sig?: string | undefined;
}

/** A signature's length; the longest known is 108. */
const longestSignature = 1_000;

/** Where a format's bytes come from; `elsewhere` where that is not a media host. */
export function formatSource(parts: AddressParts): FormatSource | 'elsewhere' {
  const { url: address, s, sp, sig } = parts;
  if (!address) return { kind: 'sabr' };
  const url = mediaAddress(address);
  if (url === undefined) return 'elsewhere';
  if (isSigned(url)) return { kind: 'url', url };
  if (sig) return { kind: 'url', url: withSignature(url, 'signature', sig) };
  if (!s || s.length > longestSignature) return { kind: 'url', url };
  return { kind: 'cipher', url, s, sp: sp && /^\w{1,20}$/.test(sp) ? sp : 'signature' };
}

/** Not `lsig`: that signs the host's own parameters, and stands beside a missing `sig` too. */
const isSigned = (url: string): boolean => /[?&](?:signature|sig)=|\/(?:signature|sig)\//.test(url);

export const withSignature = (url: string, parameter: string, signature: string): string =>
  `${url}&${parameter}=${encodeURIComponent(signature)}`;

import type { CaptionTrack } from '../video';
import type { ClientName } from './clients';

/**
 * Where a track's captions are asked for, in the site's own notation (`json3`), translated where another
 * language is wished. The track's own language as a wish would damage them (youtube.md §4).
 */
export function captionRequest({ url, languageCode }: CaptionTrack, language?: string): URL {
  const address = new URL(url);
  const { searchParams: query } = address;
  query.delete('xosf');
  query.set('fmt', 'json3');
  if (language !== undefined && language !== languageCode) query.set('tlang', language);
  return address;
}

/** Whether the address says that without proof of origin it is answered with nothing. */
export const wantsToken = ({ searchParams: query }: URL): boolean =>
  query.getAll('exp').some((experiments) => /xp[ev]/.test(experiments));

/** The same, with a token that is bound to the video. `client`: whose response named the address. */
export function withToken(address: URL, token: string, client: ClientName): URL {
  const proven = new URL(address);
  proven.searchParams.set('pot', token);
  proven.searchParams.set('potc', '1');
  proven.searchParams.set('c', client);
  return proven;
}

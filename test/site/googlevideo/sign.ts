import { createHmac } from 'node:crypto';
import type { PlayerEra } from '../players/generate-player';
import { isModern } from '../players/is-modern';

/** Known to the site alone: what a client cannot compute it must decipher. */
const secret = 'reelkeep-offline-video-site';

/** The parameters that a signature vouches for (facts §5). The rest, `n`, `range`, `rn`, `cpn`, `alr`, may be set by anyone. */
export const signedParameters = [
  'expire',
  'ei',
  'ip',
  'id',
  'itag',
  'source',
  'requiressl',
  'mime',
  'clen',
  'dur',
  'lmt',
  'ratebypass',
  'spc',
] as const;

/**
 * The right signature of an address, in the shape of its era: 40 hexadecimal digits, a point and 40
 * more until 2019 (facts §6.3), base64url with padding after a fixed head from 2020 (the captured page
 * of December 2020).
 */
export function sign(query: URLSearchParams, era: PlayerEra): string {
  const text = signedParameters.map((name) => `${name}=${query.get(name) ?? ''}`).join('&');
  const digest = (part: string): Buffer =>
    createHmac('sha512', secret + part)
      .update(text)
      .digest();
  if (!isModern(era)) {
    const half = (part: string): string => digest(part).toString('hex').slice(0, 40).toUpperCase();
    return `${half('a')}.${half('b')}`;
  }
  const bytes = Buffer.concat([digest('a'), digest('b')]).subarray(0, 70);
  return `AOq0QJ8w${bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_')}`;
}

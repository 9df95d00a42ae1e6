import { createHash } from 'node:crypto';
import type { SiteClient } from './site-clients';

/** A call of InnerTube's `player`, as far as the rules are about it. */
export interface PlayerCall {
  /** Of `X-Youtube-Client-Name`. */
  readonly clientNumber: string | undefined;
  readonly cookie: string;
  readonly authorization: string;
  readonly sts: number | undefined;
}

/** Why InnerTube refuses a client, in its own words; undefined where it does not. */
export function refuseCall(
  client: SiteClient,
  { clientNumber, cookie, authorization, sts }: PlayerCall,
  site: { readonly origin: string; readonly sts: number },
): string | undefined {
  if (clientNumber !== String(client.id)) return 'This client is another one than it says.';
  const isLoggedIn = /(?:^|; )SAPISID=/.test(cookie);
  if (client.refuses === 'login' && isLoggedIn) return 'Video unavailable';
  if (client.refuses === 'no-login' && !isSigned(authorization, cookie, site.origin)) {
    return 'Please sign in';
  }
  if (client.needsScript && sts !== site.sts) return 'The page needs to be reloaded.';
  return undefined;
}

/** `SAPISIDHASH <seconds>_<SHA-1 of seconds, cookie and origin>`, as the site's own scripts sign. */
function isSigned(authorization: string, cookie: string, origin: string): boolean {
  const session = /(?:^|; )SAPISID=([^;]+)/.exec(cookie)?.[1];
  const [, seconds, hash] = /SAPISIDHASH (\d+)_([0-9a-f]{40})/.exec(authorization) ?? [];
  const text = `${seconds} ${session} ${origin}`;
  return session !== undefined && hash === createHash('sha1').update(text).digest('hex');
}

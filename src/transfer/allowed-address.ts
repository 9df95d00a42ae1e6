import { ReelkeepError } from '../errors';

/**
 * Media comes over https, on its default port, from hosts below one of the allowed suffixes
 * (`googlevideo.com` allows `r3---sn-x.googlevideo.com`, neither itself nor `evilgooglevideo.com`), or from
 * an origin that is allowed by itself (`http://media.example:8080`). Checked before a request and again on
 * the address that redirects led to.
 * @throws address-not-allowed with the host, never the whole URL: its query holds signatures.
 */
export function assertAllowedAddress(url: string, allowedHosts: readonly string[]): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isPlain = parsed?.username === '' && parsed.password === '';
  if (parsed && isPlain && allowedHosts.some((allowed) => isAllowed(parsed, allowed))) return;
  throw new ReelkeepError('address-not-allowed', 'The media address is not on an allowed host.', {
    facts: { host: parsed?.hostname ?? '' },
  });
}

function isAllowed({ origin, protocol, port, hostname }: URL, allowed: string): boolean {
  if (allowed.includes('://')) return origin === allowed;
  return protocol === 'https:' && port === '' && isUnder(hostname, allowed);
}

/** A URL's parser lets empty labels through: `https://.googlevideo.com/` is none of its hosts. */
const isUnder = (host: string, suffix: string): boolean =>
  suffix !== '' && host.endsWith(`.${suffix}`) && !host.split('.').includes('');

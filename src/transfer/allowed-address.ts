import { ReelkeepError } from '../errors';

/**
 * Media comes over https, on its default port, from hosts below one of the allowed suffixes
 * (`googlevideo.com` allows `r3---sn-x.googlevideo.com`, neither itself nor `evilgooglevideo.com`).
 * Checked before a request and again on the
 * address that redirects led to.
 * @throws address-not-allowed with the host, never the whole URL: its query holds signatures.
 */
export function assertAllowedAddress(url: string, hostSuffixes: readonly string[]): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const allowed =
    parsed?.protocol === 'https:' &&
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === '' &&
    hostSuffixes.some((suffix) => isUnder(parsed.hostname, suffix));
  if (allowed) return;
  throw new ReelkeepError('address-not-allowed', 'The media address is not on an allowed host.', {
    facts: { host: parsed?.hostname ?? '' },
  });
}

/** A URL's parser lets empty labels through: `https://.googlevideo.com/` is none of its hosts. */
const isUnder = (host: string, suffix: string): boolean =>
  suffix !== '' && host.endsWith(`.${suffix}`) && !host.split('.').includes('');

import { ReelkeepError } from '../errors';

/**
 * Media comes over https from hosts with one of the allowed suffixes (`googlevideo.com` allows
 * `r3---sn-x.googlevideo.com`, not `evilgooglevideo.com`). Checked before a request and again on the
 * address that redirects led to.
 * @throws address-not-allowed with the host, never the whole URL: its query holds signatures.
 */
export function assertAllowedAddress(url: string, hostSuffixes: readonly string[]): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const allowed =
    parsed?.protocol === 'https:' &&
    parsed.username === '' &&
    parsed.password === '' &&
    hostSuffixes.some((suffix) => isUnder(parsed.hostname, suffix));
  if (allowed) return;
  throw new ReelkeepError('address-not-allowed', 'The media address is not on an allowed host.', {
    facts: { host: parsed?.hostname ?? '' },
  });
}

const isUnder = (host: string, suffix: string): boolean =>
  suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));

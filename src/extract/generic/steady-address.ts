/** What servers and scripts call that which is given out anew each time: who asks, until when, signed by whom. */
const ofSession = new RegExp(
  [
    /_|cb|rand|rnd|nonce|ip|e|et|st|t|ts|ttl|time(?:stamp)?|valid\w*|exp(?:ires?|iry)?/,
    /\w*tok(?:en)?|tk|auth\w*|jwt|key|key-pair-id|policy|secure|verify|wmsauthsign/,
    /sig|sign|signature|hash|hmac|mac|md5|s(?:ess(?:ion)?)?id|sess(?:ion)?|phpsessid/,
    /hdn(?:ts|ea|tl)|x-(?:amz|goog)-[\w-]+|awsaccesskeyid|utm_\w+|fbclid|gclid/,
  ]
    .map(({ source }) => `^(?:${source})$`)
    .join('|'),
  'i',
);
/** Whatever it is called: nothing is numbered or named so. */
const longestName = 80;

/**
 * An address as far as it is the same every day, by which what lies there is known again: without its
 * fragment, and of its query only what says which, not who asks. Nobody declares that: it goes by names.
 */
export function steadyAddress(url: string): string {
  const { origin, pathname, searchParams } = new URL(url);
  const kept = [...searchParams]
    .filter(([name, value]) => !ofSession.test(name) && value.length <= longestName)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted();
  return kept.length > 0 ? `${origin}${pathname}?${kept.join('&')}` : `${origin}${pathname}`;
}

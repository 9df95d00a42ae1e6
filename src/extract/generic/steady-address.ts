/** What servers and scripts call that which is given out anew each time: who asks, until when, signed by whom. */
const ofSession = named(
  /_|_t|_hls_\w+|cb|rand|rnd|nonce|ip|ttl|time(?:stamp)?|valid\w*|exp(?:ires?|iry)?|deadline/,
  /[\w-]*tok(?:en)?|tk|auth\w*|jwt|key-pair-id|policy|secure|verify|wmsauthsign/,
  /\w*sig|sign|signature|hmac|mac|sess(?:ion)?|(?:php)?sess(?:ion)?_?id|sid|(?:ws|tx)(?:secret|time)/,
  /hdn(?:ts|ea|tl)|x-(?:amz|goog|oss)-[\w-]+|awsaccesskeyid|utm_\w+|fbclid|gclid/,
);
/** The like, by words that name things too: what is short says which. */
const mayBeOfSession = named(/e|et|s|st|t|ts|key|hash|md5/);
const longestShort = 7;
/** Seconds or milliseconds since 1970, in this century: whatever that is called, it is when. */
const moment = /^[1-3]\d{9}(?:\d{3})?$/;
/** Nothing is numbered or named so. */
const longestName = 80;

/**
 * An address as far as it is the same every day, by which what lies there is known again: without its
 * fragment, and of its query only what says which, not who asks. Nobody declares that: it goes by names
 * and by what values look like.
 */
export function steadyAddress(url: string): string {
  const { origin, pathname, searchParams } = new URL(url);
  const kept = [...searchParams]
    .filter(([name, value]) => !isOfSession(name, value))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .toSorted();
  return kept.length > 0 ? `${origin}${pathname}?${kept.join('&')}` : `${origin}${pathname}`;
}

const isOfSession = (name: string, value: string): boolean =>
  ofSession.test(name) ||
  (mayBeOfSession.test(name) && value.length > longestShort) ||
  moment.test(value) ||
  value.length > longestName;

function named(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(`^(?:${patterns.map(({ source }) => source).join('|')})$`, 'i');
}

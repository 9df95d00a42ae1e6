import type { ErrorFacts } from '../errors';

const longestText = 200;
/** The query of an address holds signatures and, at googlevideo, the person's own IP. */
const query = /(\bhttps?:\/\/[^\s?#]+)[?#]\S*/g;
/** The same without its address: two pairs or more, whatever they are called. */
const pairs = /(?<![\w%&=.-])[\w%.-]{1,60}=[^\s&=]*(?:&[\w%.-]{1,60}=[^\s&]*)+/g;
/** A pair of which the name says that its value is nobody's business. */
const secret =
  /\b(?:n|s|sig|lsig|signature|pot|ip|key|token|access_token|po_token|visitor_?data|SID|HSID|SSID|APISID|SAPISID|__Secure-[\w-]+)=[^\s&;,]+/gi;
/** A header with its values, to the end of its line. */
const header = /\b(?:set-cookie|cookie|authorization|x-goog-[\w-]+)\s*:[^\n]*/gi;
const ipv4 = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
const ipv6 = /(?<![\w:])[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*/gi;
/** Nothing that a person would read is so long and without a gap: it is a token or a signature. */
const opaque = /[\w%=+/~-]{40,}/g;

/** A text without what must not stand in a bug report: queries of addresses, IPs, tokens. */
export const cleanText = (text: string): string =>
  text
    .slice(0, 4 * longestText)
    .replace(query, '$1')
    .replace(header, '[…]')
    .replace(pairs, '[…]')
    .replace(secret, '[…]')
    .replace(ipv4, '[ip]')
    .replace(ipv6, (text) => (isIpv6(text) ? '[ip]' : text))
    .replace(opaque, '[…]')
    .slice(0, longestText);

/** A time of day has three groups, and none of them empty. */
const isIpv6 = (text: string): boolean => text.includes('::') || text.split(':').length > 4;

/** Facts as they may be kept in a log. */
export const cleanFacts = (facts: ErrorFacts): ErrorFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'string' ? cleanText(value) : value,
    ]),
  );

/** Nothing that a person would call a page by is so long and without a gap. */
const opaque = /[\w%=+~.,:;@!$&'()*-]{40,}/g;
/** A person's words in an address are letters with hyphens between: `a-film-of-many-words-in-a-row`. */
const words = /^(?:[a-z]{1,20}[-_.]|\d{1,6}[-_.])*(?:[a-z]{1,20}|\d{1,6})$/i;

/**
 * A page's address as it may stand in a bug report: which page it was, and nothing that lets anybody in.
 * Query and hash hold tokens and signatures; of them YouTube's `v` alone says which video it was.
 */
export function pageAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return '[…]';
  const { origin, hostname, pathname, searchParams } = url;
  const path = pathname.replace(opaque, (part) => (words.test(part) ? part : '[…]'));
  const video = /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(hostname) ? searchParams.get('v') : null;
  return `${origin}${path}${video !== null && isVideoId(video) ? `?v=${video}` : ''}`;
}

const isVideoId = (text: string): boolean => /^[\w-]{11}$/.test(text);

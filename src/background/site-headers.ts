import { extractors } from '../extract/registry';
import { mediaHosts } from '../extract/youtube/allowed-address';
import { clientNamed } from '../extract/youtube/clients';
import { guardRedirects } from '../platform/redirect-guard';
import { setRequestHeaders } from '../platform/request-headers';

const wanted = [
  ...extractors.flatMap(({ hosts, referer }) =>
    referer === undefined ? [] : [{ hosts, referer }],
  ),
  // YouTube's media servers know its own pages (youtube.md §5); the pages' host is asked as it is.
  { hosts: mediaHosts, referer: 'https://www.youtube.com/' },
];

/** An embed page says what its player has to send to who comes from another site's page alone (youtube.md §1.2). */
const embedding = clientNamed('WEB_EMBEDDED_PLAYER').embedUrl ?? '';
const embedPages = { hosts: ['youtube.com'], pagesAt: '/embed/', referer: embedding };

/** What the host of a media address is told whence one comes, where somebody else asks for us: else its page's origin. */
export function refererOf(mediaUrl: string, pageUrl: string): string {
  const { hostname } = new URL(mediaUrl);
  const isBelow = (host: string) => hostname === host || hostname.endsWith(`.${host}`);
  const known = wanted.find(({ hosts }) => hosts.some(isBelow));
  return known?.referer ?? `${new URL(pageUrl).origin}/`;
}

let isSet: Promise<void> | undefined;

/**
 * Has our requests to the sites that ask whence one comes say so, and end where media servers lead away, for
 * as long as the browser runs. Call it before the first request of any kind, the engine's too.
 */
export function setSiteHeaders(): Promise<void> {
  isSet ??= setRules().catch((error: unknown) => {
    isSet = undefined;
    throw error;
  });
  return isSet;
}

async function setRules(): Promise<void> {
  await setRequestHeaders([...wanted, embedPages]);
  await guardRedirects(mediaHosts);
}

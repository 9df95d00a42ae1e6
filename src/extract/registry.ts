import { ReelkeepError } from '../errors';
import type { Extractor, Target } from './extractor';
import { fourchan } from './fourchan/extractor';
import { generic } from './generic/extractor';
import { gfycat } from './gfycat/extractor';
import { imgur } from './imgur/extractor';
import { tencent } from './tencent/extractor';
import type { Site } from './video';
import { youtube } from './youtube/extractor';

/** Every site that we know: a new one is a folder beside these, and a line here. */
export const extractors: readonly Extractor[] = [youtube, imgur, fourchan, gfycat, tencent];

export interface FoundExtractor {
  readonly extractor: Extractor;
  readonly target: Target;
}

/**
 * Who knows what an address shows, and what it names. On hosts that nobody knows every page may show something.
 * @throws not-a-video-page where nobody does, ambiguous-address where more than one would.
 */
export function findExtractor(
  address: string,
  among: readonly Extractor[] = extractors,
): FoundExtractor {
  const url = webUrl(address);
  const found = url === undefined ? [] : among.flatMap((extractor) => targetsOf(extractor, url));
  const [first, second] = found;
  const isKnownHost = url && among.some(({ domains }) => isOneOf(url.hostname, domains));
  if (first === undefined && url && !isKnownHost) {
    return { extractor: generic, target: { handle: 'page', url, parts: {} } };
  }
  if (first === undefined) {
    throw new ReelkeepError('not-a-video-page', 'There is no video that we know on this page.');
  }
  if (second !== undefined) {
    const handles = found.map(({ extractor, target }) => `${extractor.site}/${target.handle}`);
    throw new ReelkeepError('ambiguous-address', 'The address means more than one thing.', {
      facts: { handles: handles.join(' ') },
    });
  }
  return first;
}

export function extractorOf(site: Site): Extractor {
  const found = [...extractors, generic].find((extractor) => extractor.site === site);
  if (found === undefined) throw new ReelkeepError('internal', `No extractor is for ${site}.`);
  return found;
}

/** Whether an address is on one of a site's own hosts. */
export const isPageOf = ({ domains }: Extractor, address: string): boolean =>
  isOneOf(webUrl(address)?.hostname ?? '', domains);

function webUrl(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) ? url : undefined;
}

function targetsOf(extractor: Extractor, url: URL): FoundExtractor[] {
  if (!isOneOf(url.hostname, extractor.domains)) return [];
  const written = `${url.hostname}${url.pathname}${url.search}`;
  return Object.entries(extractor.handles).flatMap(([handle, pattern]) => {
    const match = pattern.exec(written);
    return match === null
      ? []
      : [{ extractor, target: { handle, url, parts: { ...match.groups } } }];
  });
}

const isOneOf = (host: string, domains: readonly string[]): boolean =>
  domains.some((domain) => host === domain || host.endsWith(`.${domain}`));

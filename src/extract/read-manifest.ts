import type { SegmentList } from '../formats/segment-list';
import type { SegmentSource } from '../formats/segment-source';
import { ask } from './ask-json';
import { boundedText } from './bounded-text';
import { longestManifest } from './dash/check-xml';
import { readDashSegments } from './dash/read-dash';
import type { Fetch } from './extractor';
import { longestPlaylist } from './hls/playlist-lines';
import { readHlsSegments } from './hls/read-hls';

export interface FetchedList {
  readonly text: string;
  /** Where redirects led: what is relative in it is relative to that. */
  readonly url: string;
}

/** A playlist's or manifest's text. @throws as `ask`; page-data-too-large. */
export async function fetchList(
  fetch: Fetch,
  protocol: SegmentSource['protocol'],
  url: string,
  signal: AbortSignal,
): Promise<FetchedList> {
  // Whoever serves a stream to everybody (`*`) may not be sent cookies.
  const options = { credentials: 'omit', cache: 'no-cache' } as const;
  const response = await ask(fetch, url, options, signal);
  const longest = protocol === 'hls' ? longestPlaylist : longestManifest;
  return { text: await boundedText(response, longest), url: response.url || url };
}

/**
 * The segments of a stream as its list is now. `now`: seconds since 1970.
 * @throws as `fetchList`; playlist-invalid, drm-protected, address-not-allowed.
 */
export async function readSegments(
  fetch: Fetch,
  source: SegmentSource,
  now: () => number,
  signal: AbortSignal,
): Promise<SegmentList> {
  const { text, url } = await fetchList(fetch, source.protocol, source.url, signal);
  return source.protocol === 'hls'
    ? readHlsSegments(text, url)
    : readDashSegments(text, url, source.track, now());
}

import { findExtractor } from '../extract/registry';
import type { Video } from '../extract/video';
import type { Format } from '../formats/format';
import type { Origin } from '../jobs/job';
import { askTab, siteFetch } from './extract-ports';
import { tabShowing } from './tab-showing';

/** A video's format with where it is to be had: what its site does not tell before it is chosen is asked now. */
export async function resolveKeyed(
  { url }: Pick<Video, 'url'>,
  format: Format,
  origin: Origin,
  signal: AbortSignal,
): Promise<Format> {
  if (format.source.kind !== 'keyed') return format;
  const found = findExtractor(url);
  const { extractor } = found;
  if (!extractor.resolve) return format;
  const askPage = askTab(await tabShowing(found, origin));
  return extractor.resolve(format, { fetch: siteFetch(extractor, origin), askPage }, signal);
}

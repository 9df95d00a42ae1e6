import { extractorOf } from '../extract/registry';
import type { Site } from '../extract/video';
import type { Format } from '../formats/format';
import type { Origin } from '../jobs/job';
import { siteFetch } from './extract-ports';

/** A format with where it is to be had: what its site does not tell before it is chosen is asked now. */
export async function resolveKeyed(
  site: Site,
  format: Format,
  origin: Origin,
  signal: AbortSignal,
): Promise<Format> {
  const extractor = extractorOf(site);
  if (format.source.kind !== 'keyed' || !extractor.resolve) return format;
  return extractor.resolve(format, { fetch: siteFetch(extractor, origin) }, signal);
}

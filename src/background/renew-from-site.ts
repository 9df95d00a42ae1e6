import { ReelkeepError } from '../errors';
import { findExtractor } from '../extract/registry';
import { clipFormats } from '../formats/clip-formats';
import type { Format } from '../formats/format';
import type { Renewal } from '../jobs/reduce-job';
import type { EngineEvents, FormatIdentity } from '../protocol/background';
import { extractAnew } from './read-contents';
import { resolveKeyed } from './resolve-keyed';
import { siteSources } from './site-sources';

type RenewalRequest = Parameters<EngineEvents['renewSources']>[0];

/**
 * New addresses for a job of any site but YouTube: its page's contents, read anew, have the same formats
 * under the same ids.
 * @throws no-permission, no-formats, format-changed, and what the extractor throws.
 */
export async function renewFromSite(
  { origin, videoUrl, formats }: RenewalRequest,
  signal: AbortSignal,
): Promise<Renewal> {
  const { videos } = await extractAnew(videoUrl, origin, signal);
  const offered: Format[] = [];
  for (const video of videos) {
    for (const format of video.formats.filter(({ id }) => formats.some(isPartOf(id)))) {
      offered.push(...clipFormats(await resolveKeyed(video, format, origin, signal)));
    }
  }
  const found = formats.map((wanted) => {
    const format = offered.find(({ id }) => id === wanted.formatId);
    if (!format) throw new ReelkeepError('no-formats', 'The site has it no more.');
    refuseOtherVersion(format.contentLength, wanted);
    return format;
  });
  const own = videos.flatMap(({ mediaHosts = [] }) => mediaHosts);
  return siteSources(found, [...findExtractor(videoUrl).extractor.mediaHosts, ...own]);
}

/** Of a format that is made of clips each part has a number behind the format's id. */
const isPartOf =
  (id: string) =>
  ({ formatId }: FormatIdentity): boolean =>
    formatId === id || formatId.startsWith(`${id}.`);

/** What one side does not know cannot differ. */
function refuseOtherVersion(bytes: number | undefined, { contentLength }: FormatIdentity): void {
  if (bytes === undefined || contentLength === undefined || bytes === contentLength) return;
  throw new ReelkeepError('format-changed', 'The site has another version now.');
}

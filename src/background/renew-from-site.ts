import { ReelkeepError } from '../errors';
import { findExtractor } from '../extract/registry';
import type { EngineEvents, FormatIdentity, Renewed, RenewedAddress } from '../protocol/background';
import { mediaAddresses } from './media-addresses';
import { extractAnew } from './read-contents';

type Renewal = Parameters<EngineEvents['renewAddresses']>[0];

/**
 * New addresses for a job of any site but YouTube: its page's contents, read anew, have the same formats
 * under the same ids.
 * @throws no-permission, no-formats, format-changed, and what the extractor throws.
 */
export async function renewFromSite(
  { origin, videoUrl, formats }: Renewal,
  signal: AbortSignal,
): Promise<Renewed> {
  const { extractor } = findExtractor(videoUrl);
  const { videos } = await extractAnew(videoUrl, origin, signal);
  const offered = videos.flatMap((video) => video.formats);
  const addresses = formats.map((wanted): [string, RenewedAddress] => {
    const found = offered.find(({ id }) => id === wanted.formatId);
    if (!found) throw new ReelkeepError('no-formats', 'The site has it no more.');
    refuseOtherVersion(found.contentLength, wanted);
    const url = mediaAddresses([found], extractor.mediaHosts).get(found.id) ?? '';
    const { contentLength } = found;
    return [wanted.formatId, { url, mirrors: [], ...(contentLength && { contentLength }) }];
  });
  return { addresses: Object.fromEntries(addresses), notes: [] };
}

/** What one side does not know cannot differ. */
function refuseOtherVersion(bytes: number | undefined, { contentLength }: FormatIdentity): void {
  if (bytes === undefined || contentLength === undefined || bytes === contentLength) return;
  throw new ReelkeepError('format-changed', 'The site has another version now.');
}

import { ReelkeepError } from '../errors';
import type { Handoff, HandoffFile } from '../jobs/handoff';
import { renewSources } from './renew-sources';

/** What is wrong with the address of before: one that is refused before its time is asked for past every open page. */
export type AddressDoubt = 'expired' | 'moved';

/**
 * Where a file of a handed-over video is to be had now.
 * @throws format-changed, not-for-aria2, and what reading the page anew throws.
 */
export async function freshAddress(
  { videoUrl, cookieStoreId, tier }: Handoff,
  { formatId, itag, contentLength, lastModified }: HandoffFile,
  doubt: AddressDoubt,
): Promise<string> {
  const { sources } = await renewSources({
    origin: cookieStoreId === undefined ? {} : { cookieStoreId },
    videoUrl,
    formats: [
      {
        ...{ formatId, itag },
        ...(contentLength === undefined ? {} : { contentLength }),
        ...(lastModified === undefined ? {} : { lastModified }),
      },
    ],
    wish: { before: { tier, doubt: { kind: doubt } }, failed: [] },
  });
  const source = sources[formatId]?.source;
  if (source?.kind === 'url') return source.url;
  throw new ReelkeepError('not-for-aria2', 'It has no address of its own any more.');
}

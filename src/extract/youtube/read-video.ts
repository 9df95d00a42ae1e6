import { ReelkeepError } from '../../errors';
import { countLeftOut, isChoosable } from '../../formats/left-out';
import { compareFormats } from '../../formats/order';
import { present } from '../../formats/present';
import type { Video } from '../video';
import { thumbnailAddress } from './allowed-address';
import type { PageData } from './page-data';
import { readCaptionLanguages, readCaptions } from './read-captions';
import { readChapters } from './read-chapters';
import { type ReadFormats, readFormats } from './read-formats';
import { readStoryboard } from './read-storyboard';
import { refusal, unstatedRefusal } from './refusal';
import { watchUrl } from './video-id';

/**
 * A page's data of any era as a video with its formats, of which at least one can be chosen.
 * @throws the site's refusal (age-restricted, private-video, members-only, region-blocked,
 *   login-required, payment-required, asked-to-prove-human, video-unavailable, live-not-started with
 *   `startsAtSeconds` since 1970 and `isPremiere`), live-now, live-processing, drm-protected, streaming-only, address-not-allowed, no-formats.
 */
export function readVideo(page: PageData): Video {
  const refused = refusal(page);
  if (refused) throw refused;
  if (isLive(page)) {
    throw page.playerResponse?.videoDetails?.isPostLiveDvr
      ? new ReelkeepError('live-processing', 'The broadcast is over and not yet a video.')
      : new ReelkeepError('live-now', 'The video is still being broadcast.');
  }
  const read = readFormats(page);
  const unusable = whyUnusable(page, read);
  if (unusable) throw unusable;

  const { playerResponse, args, videoId } = page;
  const details = playerResponse?.videoDetails;
  const micro = playerResponse?.microformat?.playerMicroformatRenderer;
  return present({
    site: 'youtube' as const,
    id: videoId,
    url: watchUrl(videoId),
    title: details?.title || micro?.title || args?.title || videoId,
    channel: details?.author || micro?.ownerChannelName || args?.author || undefined,
    durationSeconds:
      details?.lengthSeconds || args?.length_seconds || micro?.lengthSeconds || undefined,
    thumbnailUrl: thumbnail(page),
    storyboard: readStoryboard(page),
    published: isoDate(micro?.publishDate ?? micro?.uploadDate),
    metadata: details?.viewCount === undefined ? undefined : { views: details.viewCount },
    formats: read.formats.toSorted(compareFormats),
    captions: readCaptions(page),
    chapters: readChapters(page),
    captionLanguages: readCaptionLanguages(page),
    playerUrl: page.playerUrl,
  });
}

/** Being broadcast, or not yet a file. */
export function isLive({ playerResponse, args }: PageData): boolean {
  const details = playerResponse?.videoDetails;
  return (
    details?.isLive === true ||
    details?.isPostLiveDvr === true ||
    args?.live_playback === '1' ||
    args?.hlsvp !== undefined
  );
}

function whyUnusable(
  page: PageData,
  { formats, elsewhere, segmented }: ReadFormats,
): ReelkeepError | undefined {
  if (formats.length === 0) {
    const refused = unstatedRefusal(page);
    if (refused) return refused;
    const facts = { elsewhere, segmented };
    return elsewhere > 0
      ? new ReelkeepError('address-not-allowed', 'Its formats lie on foreign hosts.', { facts })
      : new ReelkeepError('no-formats', 'The page names no format.', { facts });
  }
  if (formats.some(isChoosable)) return undefined;
  const facts = { ...countLeftOut(formats) };
  if (facts.drm === formats.length) {
    return new ReelkeepError('drm-protected', 'Every format is encrypted.', { facts });
  }
  return facts.unknownCodec === 0
    ? new ReelkeepError('streaming-only', 'No format is a file with an address.', { facts })
    : new ReelkeepError('no-formats', 'No format can be made into a file.', { facts });
}

/** The widest picture; where none is named, the one that every video has. */
function thumbnail({ playerResponse, args, videoId }: PageData): string | undefined {
  const named = playerResponse?.videoDetails?.thumbnail?.thumbnails ?? [];
  const widestFirst = named.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const addresses = [
    ...widestFirst.map(({ url }) => url),
    ...(args?.thumbnail_url === undefined ? [] : [args.thumbnail_url]),
    `https://i.ytimg.com/vi/${videoId}/hqdefault.jpg`,
  ];
  return addresses.map(thumbnailAddress).find((address) => address !== undefined);
}

/** `2015-10-22T00:00:00-07:00` of today's pages and `2015-10-22` of older ones → `2015-10-22`. */
const isoDate = (written: string | undefined): string | undefined =>
  /^\d{4}-\d{2}-\d{2}/.exec(written ?? '')?.[0];

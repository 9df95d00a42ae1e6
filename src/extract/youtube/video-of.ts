import type { Format } from '../../formats/format';
import { present } from '../../formats/present';
import type { Video } from '../video';
import { thumbnailAddress } from './allowed-address';
import type { PageData } from './page-data';
import { readCaptionLanguages, readCaptions } from './read-captions';
import { readChapters } from './read-chapters';
import { readStoryboard } from './read-storyboard';
import { watchUrl } from './video-id';

/** All that a page says of its video, with these formats, best first. */
export function videoOf(page: PageData, formats: readonly Format[]): Video {
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
    formats,
    captions: readCaptions(page),
    chapters: readChapters(page),
    captionLanguages: readCaptionLanguages(page),
    playerUrl: page.playerUrl,
  });
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

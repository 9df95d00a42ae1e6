import { thumbnailAddress } from './allowed-address';
import type { PageData } from './page-data';

/** Largest first. The first two are missing for some videos: only asking tells (youtube.md §4). */
const names = ['maxresdefault', 'hq720', 'sddefault', 'hqdefault'] as const;

/** Where the video's picture may lie, best first. */
export function thumbnailAddresses({ playerResponse, args, videoId }: PageData): string[] {
  const named = playerResponse?.videoDetails?.thumbnail?.thumbnails ?? [];
  const widestFirst = named.toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const [largest, ...others] = names.map((name) => `https://i.ytimg.com/vi/${videoId}/${name}.jpg`);
  const addresses = [largest, ...widestFirst.map(({ url }) => url), args?.thumbnail_url, ...others];
  return addresses.flatMap((address) => (address && thumbnailAddress(address)) || []);
}

import { ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import type { PageData } from '../extract/youtube/page-data';
import { readVideo } from '../extract/youtube/read-video';
import { isChoosable } from '../formats/left-out';

/**
 * A page's video with the formats that the engine can fetch: those that have an address. What only the
 * site's streaming protocol serves is known by name, and not offered.
 * @throws as `readVideo`; streaming-only where nothing that can be chosen has an address.
 */
export function savableVideo(page: PageData): Video {
  const video = readVideo(page);
  const formats = video.formats.filter(({ source }) => source.kind !== 'sabr');
  if (formats.some(isChoosable)) return { ...video, formats };
  throw new ReelkeepError('streaming-only', 'No format is a file with an address.');
}

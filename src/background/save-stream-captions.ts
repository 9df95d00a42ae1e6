import { ReelkeepError } from '../errors';
import { readTexts } from '../extract/hls/read-texts';
import { extractorOf } from '../extract/registry';
import { captionMime, writeCaptions } from '../media/write-captions';
import type { BackgroundRequests } from '../protocol/background';
import { wakenEngine } from './engine';
import { siteFetch } from './extract-ports';
import { readContents } from './read-contents';
import { saveBeside } from './save-beside';
import { tabOrigin } from './tab-origin';

const longestMs = 60_000;

/**
 * Saves a text track of a stream as a file of its own, beside the video by its name.
 * @throws other-video, no-captions, captions-empty, and what the page, its host and the downloader refuse with.
 */
export async function saveStreamCaptions(
  request: Parameters<BackgroundRequests['saveCaptions']>[0],
): Promise<void> {
  const { tabId, videoId, captionId, format } = request;
  const video = (await readContents(tabId)).videos.find(({ id }) => id === videoId);
  if (!video) throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  const track = video.captions.find(({ id }) => id === captionId);
  if (!track) throw new ReelkeepError('no-captions', 'The page does not name these captions.');
  const fetch = siteFetch(extractorOf(video.site), await tabOrigin(tabId), video.url);
  const cues = await readTexts(fetch, track.url, AbortSignal.timeout(longestMs));
  const lent = { text: writeCaptions(cues, format), mime: captionMime[format] };
  const { url } = await (await wakenEngine()).lendText(lent);
  await saveBeside(request, `${track.languageCode || 'und'}.${format}`, url);
}

import { ReelkeepError } from '../errors';
import { readStoryboard } from '../extract/youtube/read-storyboard';
import { thumbnailAddresses } from '../extract/youtube/thumbnail-addresses';
import type { BackgroundRequests } from '../protocol/background';
import { wakenEngine } from './engine';
import { saveBeside } from './save-beside';
import { videoPage } from './video-page';

type PicturesRequest = Parameters<BackgroundRequests['savePictures']>[0];

/**
 * Saves the video's picture, or every sheet of its timeline, beside the video by its name.
 * @throws other-video, picture-unavailable, and what the site and the browser's downloader refuse with.
 */
export async function savePictures(request: PicturesRequest): Promise<{ files: number }> {
  const page = await videoPage(request.tabId);
  if (page.videoId !== request.videoId) {
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  }
  const engine = await wakenEngine();
  if (request.what === 'thumbnail') {
    const { url, extension } = await engine.lendPicture({ urls: thumbnailAddresses(page) });
    await saveBeside(request, extension, url);
    return { files: 1 };
  }
  const sheets = readStoryboard(page)?.sheets ?? [];
  if (sheets.length === 0) {
    throw new ReelkeepError('picture-unavailable', 'The page names no storyboard.');
  }
  for (const [at, sheet] of sheets.entries()) {
    const { url, extension } = await engine.lendPicture({ urls: [sheet] });
    const number = String(at + 1).padStart(String(sheets.length).length, '0');
    await saveBeside(request, `storyboard-${number}.${extension}`, url, 'never');
  }
  return { files: sheets.length };
}

import { asReelkeepError, ReelkeepError } from '../errors';
import type { CaptionTrack } from '../extract/video';
import { captionRequest, wantsToken, withToken } from '../extract/youtube/caption-address';
import { type ClientName, pageClient } from '../extract/youtube/clients';
import { fetchCaptions } from '../extract/youtube/fetch-captions';
import { parseCaptions } from '../extract/youtube/parse-captions';
import { readCaptions } from '../extract/youtube/read-captions';
import { watchUrl } from '../extract/youtube/video-id';
import type { Cue } from '../formats/cue';
import { captionMime, writeCaptions } from '../media/write-captions';
import { createTabSender } from '../platform/channel';
import { inTime } from '../platform/in-time';
import { tabInfo } from '../platform/tabs';
import type { BackgroundRequests } from '../protocol/background';
import type { ContentRequests } from '../protocol/content';
import { wakenEngine } from './engine';
import { tokenFor } from './page-tokens';
import { saveBeside } from './save-beside';
import { saveStreamCaptions } from './save-stream-captions';
import { siteOfTab } from './site-of-tab';
import { tabOrigin } from './tab-origin';
import { videoPage } from './video-page';

/** A little more than the content script gives itself. */
const fetchMs = 31_000;
/** A page may have to be opened, and its client gets ready in its own time. */
const tokenMs = 40_000;

/**
 * Saves one track of the tab's video as a file of its own, beside the video by its name.
 * @throws other-video; no-captions where the page does not name the track any more; captions-empty,
 *   captions-invalid, and what the page, the site and the browser's downloader refuse with.
 */
export async function saveCaptions(
  request: Parameters<BackgroundRequests['saveCaptions']>[0],
): Promise<void> {
  const { tabId, videoId, captionId, language, format } = request;
  if ((await siteOfTab(tabId)) !== 'youtube') return saveStreamCaptions(request);
  const page = await videoPage(tabId);
  if (page.videoId !== videoId) {
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  }
  const track = readCaptions(page).find(({ id }) => id === captionId);
  if (!track) throw new ReelkeepError('no-captions', 'The page does not name these captions.');
  const { name: client } = pageClient(page.pageUrl, page.clientNumber);
  const cues = await readCues({ tabId, videoId, client }, track, language);
  const lent = { text: writeCaptions(cues, format), mime: captionMime[format] };
  const { url } = await (await wakenEngine()).lendText(lent);
  const own = track.kind === 'automatic' ? `${track.languageCode}-auto` : track.languageCode;
  await saveBeside(request, `${language ?? own}.${format}`, url);
}

/** A tab that shows the video, and which client its page is. */
interface CaptionPlace {
  readonly tabId: number;
  readonly videoId: string;
  readonly client: ClientName;
}

/** Of an answer without a word a token may be the remedy, also where its address did not say so: it is tried once. */
async function readCues(
  { tabId, videoId, client }: CaptionPlace,
  track: CaptionTrack,
  language: string | undefined,
): Promise<Cue[]> {
  const address = captionRequest(track, language);
  const read = async (url: URL) => parseCaptions(await fetchText(tabId, url.href), track.kind);
  if (!wantsToken(address)) {
    try {
      return await read(address);
    } catch (thrown) {
      if (asReelkeepError(thrown).code !== 'captions-empty') throw thrown;
    }
  }
  const token = await proofFor(tabId, videoId);
  try {
    return await read(withToken(address, token, client));
  } catch (thrown) {
    if (asReelkeepError(thrown).code !== 'captions-empty') throw thrown;
  }
  // One that was kept may be of no use any more.
  return read(withToken(address, await proofFor(tabId, videoId, token), client));
}

async function proofFor(tabId: number, videoId: string, refused?: string): Promise<string> {
  const place = { origin: await tabOrigin(tabId), videoId };
  try {
    return await tokenFor(place, videoId, refused, AbortSignal.timeout(tokenMs));
  } catch (cause) {
    if (asReelkeepError(cause).code !== 'attestation-required') throw cause;
    // Without proof there is not a word: for the person it is one thing.
    throw new ReelkeepError('captions-empty', 'No page gives a proof of origin.', { cause });
  }
}

/** By the tab, where its page is of the captions' host: only there a container's and a private window's cookies are at hand. */
async function fetchText(tabId: number, url: string): Promise<string> {
  const site = `${new URL(watchUrl('')).origin}/`;
  if ((await tabInfo(tabId))?.url?.startsWith(site)) {
    return inTime(
      fetchMs,
      createTabSender<ContentRequests>('content', tabId).fetchCaptions({ url }),
    );
  }
  return fetchCaptions((...asked) => fetch(...asked), url, AbortSignal.timeout(fetchMs));
}

import { MultipleObjectsReturned } from '../errors';
import type { Contents, Video } from '../extract/video';
import { videoIdOf } from '../extract/youtube/video-id';
import type { Preset } from '../formats/choice';
import { findVideo } from './find-video';
import { pressedJob } from './pressed-job';
import { asNowServed, extractAnew } from './read-contents';
import { loadSettings } from './settings-store';
import { type Started, start, startJob } from './start-job';

/** As for a save from a page. */
const longestMs = 80_000;
/** Nobody's tab: the usual session. */
const origin = {};

/** The video that an address alone means. @throws multiple-objects-returned where it means many. */
export async function infoByAddress(address: string): Promise<Video> {
  return onlyOne(await extractAnew(address, origin, AbortSignal.timeout(longestMs)), address);
}

/** Saves it, by a preset. @throws as `infoByAddress`, DoesNotExist, and what finding its sources throws. */
export async function startByAddress(address: string, preset: Preset): Promise<Started> {
  const wish = { kind: 'preset', preset } as const;
  if (videoIdOf(address) !== undefined) return startYoutube(address, preset);
  const [video, settings] = await Promise.all([infoByAddress(address), loadSettings()]);
  return startJob(video, { wish }, settings);
}

async function startYoutube(address: string, preset: Preset): Promise<Started> {
  const signal = AbortSignal.timeout(longestMs);
  const [{ page, video, tabId }, settings] = await Promise.all([
    findVideo(asNowServed(address, origin), signal),
    loadSettings(),
  ]);
  // Nobody's job is no tab's, whichever it is that shows the video.
  const whose = tabId === undefined ? origin : { tabId };
  const wish = { kind: 'preset', preset } as const;
  const job = await pressedJob(page, video, { wish, origin: whose }, settings, signal);
  return start({ job: { ...job, origin } });
}

/** Of many the one whose own address was given. What a page that we do not know has is all at the page's. */
function onlyOne({ videos }: Contents, address: string): Video {
  const named = videos.filter(({ url }) => url === address);
  for (const [only, second] of [named, videos]) if (only && !second) return only;
  throw new MultipleObjectsReturned({ videos: videos.length });
}

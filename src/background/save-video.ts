import { ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import type { PageData } from '../extract/youtube/page-data';
import { readVideo } from '../extract/youtube/read-video';
import type { JobId } from '../jobs/job';
import type { BackgroundRequests, SaveWish } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { wakenEngine } from './engine';
import { resolvedJob } from './resolved-job';
import { loadSettings } from './settings-store';
import { tabOrigin } from './tab-origin';
import { videoPage } from './video-page';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];
type Started = { jobId: JobId; alreadyRunning: boolean };

/** A cipher that nobody has met, a page that mints, and clients that do not answer take their time. */
const longestMs = 80_000;

/** Reads the page anew, resolves what was chosen and hands it to the engine. */
export async function saveVideo(request: SaveRequest): Promise<Started> {
  const [page, settings] = await Promise.all([videoPage(request.tabId), loadSettings()]);
  const video = readVideo(page);
  if (video.id !== request.videoId) {
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  }
  const { videoId: _, ...asked } = request;
  return startJob(page, video, asked, settings);
}

/** The shortcut and the menu: the preset that the settings name, of whatever the tab shows. */
export async function saveAtOnce(tabId: number): Promise<Started> {
  const [page, settings] = await Promise.all([videoPage(tabId), loadSettings()]);
  const video = readVideo(page);
  const wish: SaveWish = { kind: 'preset', preset: settings.defaultPreset };
  return startJob(page, video, { tabId, wish }, settings);
}

async function startJob(
  page: PageData,
  video: Video,
  { tabId, ...wish }: Omit<SaveRequest, 'videoId'>,
  settings: Settings,
): Promise<Started> {
  const origin = await tabOrigin(tabId);
  const signal = AbortSignal.timeout(longestMs);
  // The engine starts while the cipher runs: neither waits for the other.
  const [engine, job] = await Promise.all([
    wakenEngine(),
    resolvedJob(page, video, { ...wish, origin }, settings, signal),
  ]);
  const { id, alreadyRunning } = await engine.start(job);
  return { jobId: id, alreadyRunning };
}

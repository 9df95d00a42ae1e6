import { ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import type { JobId } from '../jobs/job';
import type { BackgroundRequests } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { answeredVideo } from './answered-video';
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
export const saveVideo = (request: SaveRequest): Promise<Started> =>
  startJob(request.tabId, (video) => {
    if (video.id === request.videoId) return request;
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  });

/** The shortcut and the menu: the preset that the settings name, of whatever the tab shows. */
export const saveAtOnce = (tabId: number): Promise<Started> =>
  startJob(tabId, (video, { defaultPreset: preset }) => ({
    ...{ tabId, videoId: video.id },
    wish: { kind: 'preset', preset },
  }));

async function startJob(
  tabId: number,
  asked: (video: Video, settings: Settings) => SaveRequest,
): Promise<Started> {
  const signal = AbortSignal.timeout(longestMs);
  const [page, settings, origin] = await Promise.all([
    videoPage(tabId),
    loadSettings(),
    tabOrigin(tabId),
  ]);
  const video = await answeredVideo(page, origin, signal);
  const { videoId: _, tabId: __, ...wish } = asked(video, settings);
  // The engine starts while the cipher runs: neither waits for the other.
  const [engine, job] = await Promise.all([
    wakenEngine(),
    resolvedJob(page, video, { ...wish, origin }, settings, signal),
  ]);
  const { id, alreadyRunning } = await engine.start(job);
  return { jobId: id, alreadyRunning };
}

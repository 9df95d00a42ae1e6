import { ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import type { BackgroundRequests } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { answeredVideo } from './answered-video';
import { pressedJob } from './pressed-job';
import { loadSettings } from './settings-store';
import type { WishedJob } from './start-job';
import { tabOrigin } from './tab-origin';
import { videoPage } from './video-page';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];

/** A cipher that nobody has met, a page that mints, and clients that do not answer take their time. */
const longestMs = 80_000;

/**
 * What was chosen of YouTube's page in a tab, read anew and resolved, or as a job that waits until that can
 * be. `meanwhile` is done while the cipher runs: neither waits for the other.
 */
export const videoJob = (
  request: SaveRequest,
  meanwhile?: () => Promise<unknown>,
): Promise<WishedJob> =>
  jobOf(
    request.tabId,
    (video) => {
      if (video.id === request.videoId) return request;
      throw new ReelkeepError('other-video', 'The page has gone on to another video.');
    },
    meanwhile,
  );

/** The preset that the settings name, of whatever the tab shows. */
export const videoJobAtOnce = (
  tabId: number,
  meanwhile: () => Promise<unknown>,
): Promise<WishedJob> =>
  jobOf(
    tabId,
    (video, { defaultPreset: preset }) => ({
      ...{ tabId, videoId: video.id },
      wish: { kind: 'preset', preset },
    }),
    meanwhile,
  );

async function jobOf(
  tabId: number,
  asked: (video: Video, settings: Settings) => SaveRequest,
  meanwhile: () => Promise<unknown> = async () => undefined,
): Promise<WishedJob> {
  const signal = AbortSignal.timeout(longestMs);
  const [page, settings, origin] = await Promise.all([
    videoPage(tabId),
    loadSettings(),
    tabOrigin(tabId),
  ]);
  const video = await answeredVideo(page, origin, signal);
  const { videoId: _, tabId: __, ...wish } = asked(video, settings);
  const [job] = await Promise.all([
    pressedJob(page, video, { ...wish, origin }, settings, signal),
    meanwhile(),
  ]);
  return { job, formats: video.formats };
}

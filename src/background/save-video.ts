import { ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import { mediaHosts } from '../extract/youtube/allowed-address';
import type { PageData } from '../extract/youtube/page-data';
import { playerScript } from '../extract/youtube/player-script';
import { readVideo } from '../extract/youtube/read-video';
import type { JobId, JobNote } from '../jobs/job';
import { makeJobRequest, partFormats } from '../jobs/make-job-request';
import type { BackgroundRequests, SaveWish } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { wakenEngine } from './engine';
import { findSources } from './find-sources';
import { identityOf } from './same-formats';
import { loadSettings } from './settings-store';
import { solveChallenges } from './solve-challenges';
import { tabOrigin } from './tab-origin';
import { videoPage } from './video-page';
import { wishedChoice } from './wished-choice';

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
  return startJob(page, video, request, settings);
}

/** The shortcut and the menu: the preset that the settings name, of whatever the tab shows. */
export async function saveAtOnce(tabId: number): Promise<Started> {
  const [page, settings] = await Promise.all([videoPage(tabId), loadSettings()]);
  const video = readVideo(page);
  const wish: SaveWish = { kind: 'preset', preset: settings.defaultPreset };
  return startJob(page, video, { tabId, videoId: video.id, wish }, settings);
}

async function startJob(
  page: PageData,
  video: Video,
  request: SaveRequest,
  settings: Settings,
): Promise<Started> {
  const choice = wishedChoice(video.formats, request.wish);
  const solved: JobNote[] = [];
  const origin = await tabOrigin(request.tabId);
  const signal = AbortSignal.timeout(longestMs);
  // The engine starts while the cipher runs: neither waits for the other.
  const [engine, found] = await Promise.all([
    wakenEngine(),
    findSources(
      {
        ...{ page, origin, failed: [] },
        wanted: partFormats(choice).map(({ format }) => identityOf(format)),
        decipher: async (challenges) =>
          solveChallenges(
            origin,
            playerScript(video),
            challenges,
            (note) => solved.push(note),
            signal,
          ),
      },
      signal,
    ),
  ]);
  const wish = { ...request, origin, notes: [...solved, ...found.notes] };
  const job = makeJobRequest(video, choice, found, mediaHosts, wish, settings);
  const { id, alreadyRunning } = await engine.start(job);
  return { jobId: id, alreadyRunning };
}

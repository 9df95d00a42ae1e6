import { ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import { mediaHosts } from '../extract/youtube/allowed-address';
import { mirrorsOf } from '../extract/youtube/mirror-addresses';
import { playerScript } from '../extract/youtube/player-script';
import { resolveFormats } from '../extract/youtube/resolve-formats';
import type { Choice } from '../formats/choice';
import type { JobId, JobNote, JobRequest, Origin } from '../jobs/job';
import { makeJobRequest, partFormats } from '../jobs/make-job-request';
import type { BackgroundRequests, SaveWish } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { wakenEngine } from './engine';
import { savableVideo } from './savable-video';
import { loadSettings } from './settings-store';
import { solveChallenges } from './solve-challenges';
import { tabOrigin } from './tab-origin';
import { videoPage } from './video-page';
import { wishedChoice } from './wished-choice';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];
type Started = { jobId: JobId; alreadyRunning: boolean };

/** Reads the page anew, resolves what was chosen and hands it to the engine. */
export async function saveVideo(request: SaveRequest): Promise<Started> {
  const [page, settings] = await Promise.all([videoPage(request.tabId), loadSettings()]);
  const video = savableVideo(page);
  if (video.id !== request.videoId) {
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  }
  return startJob(video, request, settings);
}

/** The shortcut and the menu: the preset that the settings name, of whatever the tab shows. */
export async function saveAtOnce(tabId: number): Promise<Started> {
  const [page, settings] = await Promise.all([videoPage(tabId), loadSettings()]);
  const video = savableVideo(page);
  const wish: SaveWish = { kind: 'preset', preset: settings.defaultPreset };
  return startJob(video, { tabId, videoId: video.id, wish }, settings);
}

async function startJob(video: Video, request: SaveRequest, settings: Settings): Promise<Started> {
  const choice = wishedChoice(video.formats, request.wish);
  const notes: JobNote[] = [];
  const origin = await tabOrigin(request.tabId);
  // The engine starts while the cipher runs: neither waits for the other.
  const [engine, urls] = await Promise.all([
    wakenEngine(),
    resolveChoice(origin, video, choice, (note) => notes.push(note)),
  ]);
  const wish = { ...request, origin, notes };
  const job = makeJobRequest(video, choice, urls, mediaHosts, wish, settings);
  const { id, alreadyRunning } = await engine.start(withMirrors(job));
  return { jobId: id, alreadyRunning };
}

const withMirrors = (job: JobRequest): JobRequest => ({
  ...job,
  parts: job.parts.map((part) => ({ ...part, mirrors: mirrorsOf(part.url) })),
});

function resolveChoice(
  origin: Origin,
  video: Video,
  choice: Choice,
  note: (note: JobNote) => void,
): Promise<ReadonlyMap<string, string>> {
  const formats = partFormats(choice).map(({ format }) => format);
  const signal = AbortSignal.timeout(60_000);
  return resolveFormats(
    formats,
    async (challenges) => solveChallenges(origin, playerScript(video), challenges, note, signal),
    signal,
  );
}

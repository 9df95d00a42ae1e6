import { extractorOf } from '../extract/registry';
import type { Video } from '../extract/video';
import { mirrorsOf } from '../extract/youtube/mirror-addresses';
import { playerScript } from '../extract/youtube/player-script';
import { resolveFormats } from '../extract/youtube/resolve-formats';
import type { Choice } from '../formats/choice';
import type { JobId, JobNote, JobRequest, Origin } from '../jobs/job';
import { makeJobRequest, partFormats } from '../jobs/make-job-request';
import type { BackgroundRequests } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { wakenEngine } from './engine';
import { mediaAddresses } from './media-addresses';
import { solveChallenges } from './solve-challenges';
import { tabOrigin } from './tab-origin';
import { wishedChoice } from './wished-choice';

type SaveRequest = Parameters<BackgroundRequests['saveVideo']>[0];

export interface Started {
  readonly jobId: JobId;
  readonly alreadyRunning: boolean;
}

/** Resolves what is wished of a video and hands it to the engine. */
export async function startJob(
  video: Video,
  request: SaveRequest,
  settings: Settings,
): Promise<Started> {
  const choice = wishedChoice(video.formats, request.wish);
  const notes: JobNote[] = [];
  const origin = await tabOrigin(request.tabId);
  // The engine starts while the cipher runs: neither waits for the other.
  const [engine, urls] = await Promise.all([
    wakenEngine(),
    resolveChoice(origin, video, choice, (note) => notes.push(note)),
  ]);
  const wish = { ...request, origin, notes };
  const { mediaHosts } = extractorOf(video.site);
  const job = makeJobRequest(video, choice, urls, mediaHosts, wish, settings);
  const { id, alreadyRunning } = await engine.start(withMirrors(job));
  return { jobId: id, alreadyRunning };
}

const withMirrors = (job: JobRequest): JobRequest => ({
  ...job,
  parts: job.parts.map((part) => ({ ...part, mirrors: mirrorsOf(part.url) })),
});

async function resolveChoice(
  origin: Origin,
  video: Video,
  choice: Choice,
  note: (note: JobNote) => void,
): Promise<ReadonlyMap<string, string>> {
  const formats = partFormats(choice).map(({ format }) => format);
  if (video.site !== 'youtube') return mediaAddresses(formats, extractorOf(video.site).mediaHosts);
  const signal = AbortSignal.timeout(60_000);
  return resolveFormats(
    formats,
    async (challenges) => solveChallenges(origin, playerScript(video), challenges, note, signal),
    signal,
  );
}

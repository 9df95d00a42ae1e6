import { MultipleObjectsReturned } from '../errors';
import type { Contents, Video } from '../extract/video';
import { mediaHosts } from '../extract/youtube/allowed-address';
import { playerScript } from '../extract/youtube/player-script';
import { videoIdOf } from '../extract/youtube/video-id';
import type { Preset } from '../formats/choice';
import type { JobNote } from '../jobs/job';
import { makeJobRequest, partFormats } from '../jobs/make-job-request';
import { wakenEngine } from './engine';
import { findSources } from './find-sources';
import { findVideo } from './find-video';
import { asNowServed, extractAnew } from './read-contents';
import { identityOf } from './same-formats';
import { loadSettings } from './settings-store';
import { solveChallenges } from './solve-challenges';
import { type Started, startJob } from './start-job';
import { wishedChoice } from './wished-choice';

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
  const choice = wishedChoice(video.formats, { kind: 'preset', preset });
  const solved: JobNote[] = [];
  const whose = tabId === undefined ? origin : { tabId };
  const found = await findSources(
    {
      ...{ page, origin: whose, failed: [] },
      wanted: partFormats(choice).map(({ format }) => identityOf(format)),
      decipher: async (challenges) =>
        solveChallenges(
          whose,
          playerScript(video),
          challenges,
          (note) => solved.push(note),
          signal,
        ),
    },
    signal,
  );
  const wish = { origin, notes: [...solved, ...found.notes] };
  const engine = await wakenEngine();
  const job = makeJobRequest(video, choice, found, mediaHosts, wish, settings);
  const { id, alreadyRunning } = await engine.start(job);
  return { jobId: id, alreadyRunning };
}

/** Of many the one whose own address was given. What a page that we do not know has is all at the page's. */
function onlyOne({ videos }: Contents, address: string): Video {
  const named = videos.filter(({ url }) => url === address);
  for (const [only, second] of [named, videos]) if (only && !second) return only;
  throw new MultipleObjectsReturned({ videos: videos.length });
}

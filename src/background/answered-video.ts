import { asReelkeepError, type ErrorCode, ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import { asClient } from '../extract/youtube/as-client';
import { mergeFormats } from '../extract/youtube/merge-formats';
import { asksForPatience } from '../extract/youtube/next-tier';
import type { PageData } from '../extract/youtube/page-data';
import { pagePlaylist } from '../extract/youtube/playlist-formats';
import type { ClientResponse } from '../extract/youtube/read-client-response';
import { readVideo } from '../extract/youtube/read-video';
import { tierFacts } from '../extract/youtube/tier-facts';
import { clientOf, planTiers } from '../extract/youtube/tiers';
import { walkTiers } from '../extract/youtube/walk-tiers';
import type { Format } from '../formats/format';
import { isChoosable } from '../formats/left-out';
import { compareFormats } from '../formats/order';
import type { Origin } from '../jobs/job';
import { askPlayer } from './ask-player';
import { embedFlags } from './embed-flags';
import { listedVideo } from './listed-video';
import { askInnertube, readSession } from './session-page';

/** What the site says to one client it need not say to another. */
const mayBeAnswered: ReadonlySet<ErrorCode> = new Set([
  'age-restricted',
  'video-unavailable',
  'streaming-only',
  'no-formats',
]);

/**
 * A page's video; where the page refuses it, or names formats that it does not say how to reach, with what
 * another client of the site is told of it. `origin`: in whose session, of which tab.
 * @throws as `readVideo` of the page, whatever the other clients were told, but for one thing: where the page
 *   refuses it and a client asks for patience, or for a person, that is what can be waited for.
 */
export async function answeredVideo(
  page: PageData,
  origin: Origin,
  signal: AbortSignal,
): Promise<Video> {
  let video: Video;
  try {
    video = readVideo(page);
  } catch (thrown) {
    const refusal = asReelkeepError(thrown);
    const found = await despite(refusal.code, page, origin, signal);
    if (!found) throw refusal;
    return found;
  }
  if (video.formats.every(isReached)) return video;
  const response = await askOtherClients(page, origin, signal).catch(nothing(signal));
  if (!response) return video;
  const formats = mergeFormats(video.formats, response.formats);
  return { ...video, formats: formats.sort(compareFormats) };
}

/** What is to be had although the page refuses it; `undefined` where that is nothing. */
async function despite(
  code: ErrorCode,
  page: PageData,
  origin: Origin,
  signal: AbortSignal,
): Promise<Video | undefined> {
  const isBroadcast = code === 'live-now' || code === 'live-processing';
  if (!isBroadcast && !mayBeAnswered.has(code)) return undefined;
  const listed = await listedVideo(page, pagePlaylist(page), origin, signal);
  if (listed) return listed;
  const response = await askOtherClients(page, origin, signal).catch((thrown: unknown) => {
    if (asksForPatience(asReelkeepError(thrown).code)) throw thrown;
    return nothing(signal)();
  });
  if (!response) return undefined;
  const answered = asClient(page, response);
  return response.formats.some(isChoosable) && !isBroadcast
    ? readVideo(answered)
    : listedVideo(answered, response.hlsManifestUrl, origin, signal);
}

const isReached = ({ source, drm }: Format): boolean =>
  drm || source.kind !== 'sabr' || source.askable === true;

/** What the page itself says of the video is the better word. */
const nothing = (signal: AbortSignal) => (): undefined => {
  signal.throwIfAborted();
  return undefined;
};

/** What the first client is told that is told anything. @throws as `walkTiers`. */
async function askOtherClients(
  page: PageData,
  origin: Origin,
  signal: AbortSignal,
): Promise<ClientResponse> {
  const place = { origin, videoId: page.videoId };
  const session = await readSession(place);
  const plan = planTiers(tierFacts(page, session));
  const { value } = await walkTiers(
    { plan: plan.filter(({ tier }) => clientOf(tier) !== undefined), failed: [] },
    async (tier) => {
      const client = clientOf(tier);
      if (!client) throw nobody();
      return askPlayer(
        client,
        {},
        {
          ...{ page, session },
          askInnertube: (call) => askInnertube(place, call, signal),
          embedFlags: () => embedFlags(page.videoId, signal),
        },
      );
    },
    nobody,
  );
  return value;
}

const nobody = (): ReelkeepError =>
  new ReelkeepError('no-formats', 'There is no other client to be asked.');

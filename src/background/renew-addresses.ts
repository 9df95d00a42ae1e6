import { asReelkeepError, ReelkeepError } from '../errors';
import { mirrorsOf } from '../extract/youtube/mirror-addresses';
import { playerScript } from '../extract/youtube/player-script';
import { resolveFormats } from '../extract/youtube/resolve-formats';
import { videoIdOf } from '../extract/youtube/video-id';
import type { Format } from '../formats/format';
import type { JobNote } from '../jobs/job';
import type { EngineEvents, FormatIdentity, Renewed, RenewedAddress } from '../protocol/background';
import { type FoundVideo, findVideo } from './find-video';
import { renewFromSite } from './renew-from-site';
import { reconsiderChallenges, solveChallenges } from './solve-challenges';

type Renewal = Parameters<EngineEvents['renewAddresses']>[0];

/** All of it; the engine waits a little longer. */
const longestMs = 80_000;

/**
 * New addresses for a job's formats, from a tab that shows its video or a fresh copy of the watch page, in
 * the session where it began; and what its log should say of them. Where the server refused an address that
 * had not expired, the answers in it are what we doubt: the next strategy is asked, and the page's player is not.
 * @throws what `findVideo` throws, streaming-only where a format has no address any more, network-lost also
 *   where the player's script did not arrive, and the cipher's codes.
 */
export async function renewAddresses(renewal: Renewal): Promise<Renewed> {
  const notes: JobNote[] = [];
  const signal = AbortSignal.timeout(longestMs);
  try {
    if (videoIdOf(renewal.videoUrl) === undefined) return await renewFromSite(renewal, signal);
    const found = await findVideo(renewal, signal);
    const urls = await resolve(renewal, found, (note) => notes.push(note), signal);
    return { addresses: byAskedId(renewal.formats, found.formats, urls), notes };
  } catch (thrown) {
    throw signal.aborted || isNetworkFailure(thrown) ? networkLost(thrown) : thrown;
  }
}

function resolve(
  { origin: { tabId: _asked, ...session }, doubtful }: Renewal,
  { video, formats, tabId }: FoundVideo,
  note: (note: JobNote) => void,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  return resolveFormats(
    formats,
    async (challenges) => {
      const script = playerScript(video);
      // Of a page that was fetched no tab has the player.
      const origin = tabId === undefined ? session : { ...session, tabId };
      return doubtful
        ? reconsiderChallenges(origin, script, challenges, note, signal)
        : solveChallenges(origin, script, challenges, note, signal);
    },
    signal,
  );
}

function byAskedId(
  asked: readonly FormatIdentity[],
  found: readonly Format[],
  urls: ReadonlyMap<string, string>,
): Record<string, RenewedAddress> {
  return Object.fromEntries(
    found.map(({ id, contentLength, lastModified }, at) => {
      const url = urls.get(id);
      if (url === undefined) {
        throw new ReelkeepError('streaming-only', 'The format has no address any more.');
      }
      const version = {
        ...(contentLength === undefined ? {} : { contentLength }),
        ...(lastModified === undefined ? {} : { lastModified }),
      };
      return [asked[at]?.formatId ?? id, { url, mirrors: mirrorsOf(url), ...version }];
    }),
  );
}

/** The job waits for the network instead of failing for want of a script that the next minute brings. */
function isNetworkFailure(thrown: unknown): boolean {
  const { code, cause } = asReelkeepError(thrown);
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
  return code === 'player-script-unavailable' && (isTimeout || cause instanceof TypeError);
}

const networkLost = (cause: unknown) =>
  new ReelkeepError('network-lost', 'The network gave out under way.', { cause });

import { asReelkeepError, ReelkeepError } from '../errors';
import { playerScript } from '../extract/youtube/player-script';
import { videoIdOf } from '../extract/youtube/video-id';
import type { JobNote } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import type { EngineEvents } from '../protocol/background';
import { findSources } from './find-sources';
import { findVideo } from './find-video';
import { renewFromSite } from './renew-from-site';
import { reconsiderChallenges, solveChallenges } from './solve-challenges';

type RenewalRequest = Parameters<EngineEvents['renewSources']>[0];

/** All of it; the engine waits a little longer. */
const longestMs = 80_000;

/**
 * New sources for a job's formats, from a tab that shows its video or a fresh copy of the watch page, in
 * the session where it began; and what its log should say of them. Where the answers to `n` are what we
 * doubt the next strategy is asked, and the page's player is not.
 * @throws what `findVideo` and `findSources` throw, network-lost also where the player's script did not arrive.
 */
export async function renewSources(request: RenewalRequest): Promise<Renewal> {
  const { origin: asked, formats: wanted, wish } = request;
  const notes: JobNote[] = [];
  const signal = AbortSignal.timeout(longestMs);
  try {
    if (videoIdOf(request.videoUrl) === undefined) return await renewFromSite(request, signal);
    const { page, video, tabId } = await findVideo(request, signal);
    const { tabId: _asked, ...session } = asked;
    // Of a page that was fetched no tab has the player.
    const origin = tabId === undefined ? session : { ...session, tabId };
    const solve = wish.before?.doubt.kind === 'n' ? reconsiderChallenges : solveChallenges;
    const renewal = await findSources(
      {
        ...{ ...wish, page, wanted, origin },
        decipher: async (challenges) =>
          solve(origin, playerScript(video), challenges, (note) => notes.push(note), signal),
      },
      signal,
    );
    return { ...renewal, notes: [...notes, ...renewal.notes] };
  } catch (thrown) {
    throw signal.aborted || isNetworkFailure(thrown) ? networkLost(thrown) : thrown;
  }
}

/** The job waits for the network instead of failing for want of a script that the next minute brings. */
function isNetworkFailure(thrown: unknown): boolean {
  const { code, cause } = asReelkeepError(thrown);
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
  return code === 'player-script-unavailable' && (isTimeout || cause instanceof TypeError);
}

const networkLost = (cause: unknown) =>
  new ReelkeepError('network-lost', 'The network gave out under way.', { cause });

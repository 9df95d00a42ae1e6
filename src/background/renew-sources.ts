import { playerScript } from '../extract/youtube/player-script';
import { videoIdOf } from '../extract/youtube/video-id';
import type { JobNote } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import type { EngineEvents } from '../protocol/background';
import { findSources } from './find-sources';
import { findVideo } from './find-video';
import { heedNetwork } from './heed-network';
import { renewFromSite } from './renew-from-site';
import { reconsiderChallenges, solveChallenges } from './solve-challenges';

type RenewalRequest = Parameters<EngineEvents['renewSources']>[0];

/**
 * New sources for a job's formats, from a tab that shows its video or a fresh copy of the watch page, in
 * the session where it began; and what its log should say of them. Where the answers to `n` are what we
 * doubt the next strategy is asked, and the page's player is not.
 * @throws what `findVideo` and `findSources` throw; as `heedNetwork`.
 */
export const renewSources = (request: RenewalRequest): Promise<Renewal> =>
  heedNetwork((signal) =>
    videoIdOf(request.videoUrl) === undefined
      ? renewFromSite(request, signal)
      : renewFromPage(request, signal),
  );

async function renewFromPage(request: RenewalRequest, signal: AbortSignal): Promise<Renewal> {
  const { origin: asked, formats: wanted, wish } = request;
  const notes: JobNote[] = [];
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
}

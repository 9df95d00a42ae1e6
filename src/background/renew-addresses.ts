import { ReelkeepError } from '../errors';
import { playerScript } from '../extract/youtube/player-script';
import { readVideo } from '../extract/youtube/read-video';
import { resolveFormats } from '../extract/youtube/resolve-formats';
import type { EngineEvents } from '../protocol/background';
import { playerSolver } from './player-solver';
import { readPage } from './read-page';
import { solveChallenges } from './solve-challenges';

type Renewal = Parameters<EngineEvents['renewAddresses']>[0];

/**
 * New addresses for a job's formats from its page, which must still show the same video. Where the
 * server refused an address that had not expired, the answers in it are what we doubt: the next
 * strategy is asked, and the page's player is not.
 * @throws page-not-reachable where the tab is gone, other-video, no-formats where the page has them no
 *   more, and the cipher's codes.
 */
export async function renewAddresses({
  tabId,
  videoUrl,
  formatIds,
  doubtful,
}: Renewal): Promise<Record<string, string>> {
  if (tabId === undefined) throw gone();
  const video = readVideo(await readPage(tabId));
  if (video.url !== videoUrl) {
    throw new ReelkeepError('other-video', 'The tab shows another video now.');
  }
  const wanted = video.formats.filter(({ id }) => formatIds.includes(id));
  if (wanted.length < formatIds.length) {
    throw new ReelkeepError('no-formats', 'The page does not offer these formats any more.');
  }
  const signal = AbortSignal.timeout(60_000);
  const addresses = await resolveFormats(
    wanted,
    async (challenges) => {
      const script = playerScript(video);
      if (!doubtful) return solveChallenges(tabId, script, challenges, () => undefined, signal);
      return playerSolver.reconsider(script, challenges, signal);
    },
    signal,
  );
  return Object.fromEntries(addresses);
}

const gone = () =>
  new ReelkeepError('page-not-reachable', 'The page that knows this video is closed.');

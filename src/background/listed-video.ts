import type { Video } from '../extract/video';
import type { PageData } from '../extract/youtube/page-data';
import { playerScript } from '../extract/youtube/player-script';
import { videoOf } from '../extract/youtube/video-of';
import { compareFormats } from '../formats/order';
import { present } from '../formats/present';
import type { Origin } from '../jobs/job';
import { playlistStream } from './playlist-stream';
import { solveChallenges } from './solve-challenges';

/**
 * A page's video as playlists have it: what is being broadcast, and what is served in no other way.
 * `undefined` where they cannot be had: what the page itself says of it is the better word.
 */
export async function listedVideo(
  page: PageData,
  playlist: string | undefined,
  origin: Origin,
  signal: AbortSignal,
): Promise<Video | undefined> {
  if (playlist === undefined) return undefined;
  try {
    const stream = await playlistStream(
      playlist,
      async (challenges) =>
        solveChallenges(origin, playerScript(page), challenges, () => undefined, signal),
      signal,
    );
    if (stream.formats.length === 0) return undefined;
    return present({
      ...videoOf(page, stream.formats.toSorted(compareFormats)),
      durationSeconds: stream.isLive ? undefined : stream.seconds,
      isLive: stream.isLive ? (true as const) : undefined,
    });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

import { type FoundStream, readStream } from '../extract/generic/read-stream';
import { playlistFormats } from '../extract/youtube/playlist-formats';
import type { Decipher } from '../extract/youtube/resolve-formats';
import { solveAddress } from '../extract/youtube/solve-address';

/**
 * What the playlists at an address of the site's name, its `n` solved first.
 * @throws as `solveAddress` and `readStream`.
 */
export async function playlistStream(
  url: string,
  decipher: Decipher,
  signal: AbortSignal,
): Promise<Pick<FoundStream, 'formats' | 'isLive' | 'seconds'>> {
  const solved = await solveAddress(url, decipher);
  const stream = await readStream((...asked) => fetch(...asked), 'hls', solved, signal);
  return { ...stream, formats: playlistFormats(stream.formats) };
}

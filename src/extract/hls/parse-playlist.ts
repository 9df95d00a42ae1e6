// By its file: the package's build for browsers brings what it is made with along.
import { parse, setOptions } from 'hls-parser/index.js';
import type { MasterPlaylist, MediaPlaylist } from 'hls-parser/types.js';
import { demandRoomFor, playlistInvalid, understood } from '../playlist-invalid';
import { playlistLines } from './playlist-lines';

export type Playlist = MasterPlaylist | MediaPlaylist;

/** Each variant is held against each rendition. */
const mostVariants = 100;
const mostRenditions = 300;

// Servers break the rules in small things every day, and players play on; nobody reads our console.
setOptions({ strictMode: false, silent: true });

/** @throws playlist-invalid */
export function parsePlaylist(text: string, url: string): Playlist {
  const lines = playlistLines(text, url);
  demandRoomFor(countOf(lines, '#EXTINF'), url.length);
  demandFew(lines, '#EXT-X-STREAM-INF', mostVariants);
  demandFew(lines, '#EXT-X-MEDIA:', mostRenditions);
  return understood(() => parse(lines.join('\n')));
}

function demandFew(lines: readonly string[], tag: string, most: number): void {
  const found = countOf(lines, tag);
  if (found > most) throw playlistInvalid(`too many ${tag}`, { found });
}

const countOf = (lines: readonly string[], tag: string): number =>
  lines.reduce((sum, line) => sum + (line.startsWith(tag) ? 1 : 0), 0);

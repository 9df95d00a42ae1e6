import type { SegmentList } from '../../formats/segment-list';
import { playlistInvalid } from '../playlist-invalid';
import { type MasterStreams, masterFormats } from './master-formats';
import { mediaSegments } from './media-segments';
import { parsePlaylist } from './parse-playlist';

export type HlsPlaylist =
  | ({ readonly kind: 'master' } & MasterStreams)
  | { readonly kind: 'media'; readonly list: SegmentList };

/**
 * A playlist's text, of either kind. `url`: where it was read, after redirects.
 * @throws playlist-invalid, drm-protected, address-not-allowed.
 */
export function readHls(text: string, url: string): HlsPlaylist {
  const playlist = parsePlaylist(text, url);
  return playlist.isMasterPlaylist
    ? { kind: 'master', ...masterFormats(playlist, url) }
    : { kind: 'media', list: mediaSegments(playlist, url) };
}

/** A playlist that must name segments. @throws as `readHls`. */
export function readHlsSegments(text: string, url: string): SegmentList {
  const playlist = readHls(text, url);
  if (playlist.kind === 'media') return playlist.list;
  throw playlistInvalid('another list in place of segments');
}

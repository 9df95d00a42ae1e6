import { eventId, unsolvedN } from '../googlevideo/media-address';
import { sign } from '../googlevideo/sign';
import type { VideoSpec } from '../video-spec';

/** Of picture and sound in transport streams. */
export const playlistItag = 93;
const host = 'https://manifest.googlevideo.com';

export interface PlaylistIssue {
  readonly expire: number;
  readonly generation: number;
  /** For a client whose addresses have no `n`. */
  readonly withoutN?: true;
}

/** `hlsManifestUrl` of a response that is given out now: every parameter stands in the path, `n` unsolved (facts §1.2). */
export function playlistAddress(
  { id, era, broadcast }: VideoSpec,
  { expire, generation, withoutN }: PlaylistIssue,
): string {
  const query = new URLSearchParams({
    ...{ expire: String(expire), ei: eventId(generation), ip: '127.0.0.1', id: `${id}.1` },
    source: broadcast === 'moving' ? 'yt_live_broadcast' : 'youtube',
    ...(!withoutN && { n: unsolvedN(id, false) }),
  });
  query.set('sig', sign(query, era));
  return `${host}/api/manifest/hls_variant/${inPath(query)}/playlist/index.m3u8`;
}

/** What follows from an address of the first playlist: its parameters are handed on. */
export const mediaPlaylist = (query: URLSearchParams): string =>
  `${host}/api/manifest/hls_playlist/${inPath(query)}/itag/${playlistItag}/playlist/index.m3u8`;

export const segmentAddress = (mediaHost: string, query: URLSearchParams, place: number): string =>
  `https://${mediaHost}/videoplayback/${inPath(query)}/itag/${playlistItag}/sq/${place}/file/seg.ts`;

/** The parameters in a path. */
export function readPath(pathname: string): URLSearchParams {
  const [, rest = ''] = /^\/(?:api\/manifest\/\w+|videoplayback)\/(.*)$/.exec(pathname) ?? [];
  const words = rest.split('/').map(decodeURIComponent);
  const pairs = words.flatMap((name, at) => {
    const value = words[at + 1];
    return at % 2 === 0 && value !== undefined ? [[name, value]] : [];
  });
  return new URLSearchParams(pairs);
}

const inPath = (query: URLSearchParams): string =>
  [...query]
    .filter(([name]) => !['itag', 'sq', 'file', 'playlist'].includes(name))
    .map(([name, value]) => `${name}/${encodeURIComponent(value)}`)
    .join('/');

import { stat } from 'node:fs/promises';
import { videoById } from '../catalogue';
import { generationOf, unsolvedN } from '../googlevideo/media-address';
import { sign } from '../googlevideo/sign';
import { mediaHosts } from '../hosts';
import { type Answer, type Ask, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import type { SiteContext } from '../server/site-context';
import type { VideoSpec } from '../video-spec';
import { mediaPlaylist, playlistItag, readPath, segmentAddress } from './playlist-address';
import { showSegments } from './show';

export const isListed = ({ url: { hostname, pathname } }: Ask): boolean =>
  hostname === 'manifest.googlevideo.com' || pathname.startsWith('/videoplayback/');

/** A broadcast's number of its first segment; nobody begins to count with it. */
const firstSequence = 400;
const playlistType = 'application/vnd.apple.mpegurl';

/** The playlists of a video and what they name. An address is held against the rules of all media. */
export async function listedAnswer(
  context: SiteContext,
  ask: Ask,
  cors: Record<string, string>,
): Promise<Answer> {
  const query = readPath(ask.url.pathname);
  const id = (query.get('id') ?? '').replace(/\.1$/, '');
  const video = videoById(id);
  if (!video?.broadcast) return statusAnswer('media', 404, { headers: cors });
  const about = { videoId: id, itag: playlistItag, headers: cors };
  const note = refuse(context, video, query, ask.remoteAddress);
  if (note) return statusAnswer('media', 403, { ...about, note });
  if (ask.url.pathname.startsWith('/videoplayback/'))
    return segment(context, video, query, ask, cors);
  const text = ask.url.pathname.includes('/hls_variant/')
    ? variants(query)
    : await playlist(context, video, query);
  return textAnswer('media', playlistType, text, about);
}

/** Why an address is refused, in the order of the facts (§5). */
function refuse(
  { control, players }: SiteContext,
  { id, era }: VideoSpec,
  query: URLSearchParams,
  remoteAddress: string,
): string | undefined {
  // Signed before it was known which of the playlists' streams.
  const signed = new URLSearchParams(query);
  signed.delete('itag');
  if (query.get('sig') !== sign(signed, era)) return 'signature';
  const generation = generationOf(query.get('ei') ?? '') ?? 0;
  const isExpired = Number(query.get('expire')) <= Date.now() / 1000;
  if (isExpired || generation < control.generation) return 'expired';
  if (query.get('ip') !== remoteAddress) return 'address';
  const n = query.get('n');
  return n !== null && n !== players.of(era).solveN(unsolvedN(id, false)) ? 'n' : undefined;
}

const variants = (query: URLSearchParams): string =>
  [
    '#EXTM3U',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    '#EXT-X-STREAM-INF:BANDWIDTH=600000,CODECS="avc1.4d400d,mp4a.40.2",RESOLUTION=320x180,FRAME-RATE=25',
    mediaPlaylist(query),
    '',
  ].join('\n');

async function playlist(
  { control }: SiteContext,
  { broadcast }: VideoSpec,
  query: URLSearchParams,
): Promise<string> {
  const segments = await showSegments();
  const whole = { first: 0, end: segments.length, isOver: true };
  const { first, end, isOver } = broadcast === 'moving' ? control.live.window() : whole;
  return [
    ...['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:1'],
    `#EXT-X-MEDIA-SEQUENCE:${firstSequence + first}`,
    ...segments
      .slice(first, end)
      .flatMap(({ seconds }, at) => [
        `#EXTINF:${seconds},`,
        segmentAddress(mediaHosts[0], query, firstSequence + first + at),
      ]),
    ...(isOver ? ['#EXT-X-ENDLIST'] : []),
    '',
  ].join('\n');
}

/** What has left the window is gone, and what is not sent yet is not there. */
async function segment(
  { control }: SiteContext,
  { id, broadcast }: VideoSpec,
  query: URLSearchParams,
  ask: Ask,
  cors: Record<string, string>,
): Promise<Answer> {
  const place = Number(query.get('sq')) - firstSequence;
  const found = (await showSegments())[place];
  const { first, end } = control.live.window();
  // Players are a little behind: what has just gone is served a while longer.
  const isThere = broadcast !== 'moving' || (place >= first - 5 && place < end);
  if (!found || !isThere) return statusAnswer('media', 404, { headers: cors });
  const { size } = await stat(found.path);
  const answer = fileAnswer('media', 'video/mp2t', { path: found.path, bytes: size }, ask);
  return { ...answer, videoId: id, itag: playlistItag, headers: { ...answer.headers, ...cors } };
}

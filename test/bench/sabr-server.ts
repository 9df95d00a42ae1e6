import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parseRange } from '../site/googlevideo/parse-range';
import { answerSabr } from '../site/sabr/answer-sabr';
import { framed } from '../site/sabr/framed';
import { SabrDesk } from '../site/sabr/sabr-desk';
import type { SabrTrack, SabrVideo } from '../site/sabr/sabr-video';
import { type LocalServer, listenLocally } from './listen-locally';

/** As much as a disk gives at once. */
const pieceBytes = 256 * 1024;

/** One format's file on 127.0.0.1, over plain http: by ranges for a GET, by segments for a POST. */
export async function serveBothWays(video: SabrVideo, track: SabrTrack): Promise<LocalServer> {
  const server = createServer((request, response) => {
    answer(video, track, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  return listenLocally(server);
}

async function answer(
  video: SabrVideo,
  track: SabrTrack,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return sendRange(track, request, response);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const address = { isSigned: true, isExpired: false, isOwn: true, isSolved: true };
  const desk = new SabrDesk();
  // What a request answers depends on nothing before it, and the log of hours is not kept.
  desk.turn({ token: 'free', cookie: 'free', readaheadMs: 60_000 });
  const ask = { url, body: await buffer(request), now: Date.now(), address };
  const { status, parts } = answerSabr(ask, video, desk);
  response.writeHead(status, { 'content-type': 'application/vnd.yt-ump' });
  pipe(framed(parts), response);
}

function sendRange(track: SabrTrack, request: IncomingMessage, response: ServerResponse): void {
  const asked = parseRange(request.headers.range?.replace(/^bytes=/, ''), track.bytes);
  const { start, end } = asked.kind === 'part' ? asked : { start: 0, end: track.bytes - 1 };
  response.writeHead(206, {
    'content-type': 'video/mp4',
    'content-range': `bytes ${start}-${end}/${track.bytes}`,
    'content-length': end - start + 1,
    etag: '"one"',
  });
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = start; at <= end; at += pieceBytes) {
      const piece = Buffer.allocUnsafe(Math.min(end + 1, at + pieceBytes) - at);
      await track.read(piece, at);
      yield piece;
    }
  };
  pipe(chunks(), response);
}

function pipe(chunks: AsyncIterable<Uint8Array>, response: ServerResponse): void {
  const stream = Readable.from(chunks);
  // A client that hangs up has what it wanted.
  stream.on('error', () => response.destroy());
  response.once('close', () => stream.destroy());
  stream.pipe(response);
}

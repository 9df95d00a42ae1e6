import type { FormatId } from 'googlevideo/protos';
import { ReelkeepError } from '../../errors';
import { type BodyReader, readBody, type SpareBuffers } from '../body-reader';
import { Connection, type ConnectionPorts } from '../connection';
import type { Fetch } from '../fetch-range';
import { httpFailure } from '../http-failure';
import { type Limiter, pieceBytes } from '../rate-limiter';
import { abrRequest } from './abr-request';
import { type Hearing, heedPart, type RoundNews } from './heed-part';
import type { Incoming, IncomingTrack } from './incoming';
import { nonsense } from './nonsense';
import type { SabrContexts } from './sabr-contexts';
import type { SabrSource } from './sabr-source';
import { type UmpPiece, UmpStream } from './ump-stream';

export interface RoundPorts extends ConnectionPorts {
  readonly fetch: Fetch;
  readonly limiter?: Limiter;
  /** Of all sessions of a job together. */
  readonly spares?: SpareBuffers;
  /** Throws `address-not-allowed`. */
  readonly checkAddress: (url: string) => void;
}

export interface RoundWish {
  readonly source: SabrSource;
  readonly track: IncomingTrack;
  /** Takes the answer's media; closed when it is over. */
  readonly incoming: Incoming;
  readonly contexts: SabrContexts;
  readonly cookie: Uint8Array | undefined;
  readonly unwanted: readonly FormatId[];
  readonly playerTimeMs: number;
  /** `rn`: counts a session's requests. */
  readonly round: number;
}

/** An answer may hold so much beside the media that are wanted: what the server says, another track, what is there already. */
const mostUselessBytes = 64 * 1024 * 1024;
/** Media come in parts of many kilobytes, with a few short ones between them. */
const mostParts = 20_000;
const leastPartBytes = 512;

/**
 * Asks once and takes in what comes. An answer that is cut off keeps the segments that were whole.
 * @throws the transfer's codes, sabr-error.
 */
export async function sabrRound(
  wish: RoundWish,
  ports: RoundPorts,
  signal: AbortSignal,
): Promise<RoundNews> {
  const { source, track, incoming, contexts } = wish;
  const connection = new Connection(ports, { signal });
  try {
    ports.checkAddress(source.url);
    const response = await connection.head(ask(wish, ports, connection));
    ports.checkAddress(response.url);
    if (response.status !== 200) throw httpFailure(response, source.url, ports.clock.wallTime());
    demandUmp(response);
    const news: RoundNews = { backoffMs: 0 };
    if (!response.body) return news;
    const reader = readBody(response.body, ports.spares);
    try {
      await take(reader, { track, incoming, contexts, news }, ports, connection);
    } finally {
      reader.close();
    }
    return news;
  } finally {
    incoming.close();
    connection.close();
  }
}

function ask(wish: RoundWish, { fetch }: RoundPorts, { signal }: Connection): Promise<Response> {
  const { format, ledger } = wish.track;
  const url = new URL(wish.source.url);
  url.searchParams.set('rn', String(wish.round));
  return fetch(url.href, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', accept: 'application/vnd.yt-ump' },
    body: abrRequest({ ...wish, format, ledger }),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'follow',
    referrerPolicy: 'no-referrer',
    signal,
  });
}

function demandUmp({ headers }: Response): void {
  const type = headers.get('content-type') ?? '';
  if (/^application\/(vnd\.yt-ump|octet-stream)\b/i.test(type)) return;
  throw nonsense('another language', { contentType: type.slice(0, 80) });
}

async function take(
  reader: BodyReader,
  hearing: Hearing,
  { limiter }: RoundPorts,
  connection: Connection,
): Promise<void> {
  const stream = new UmpStream();
  const bounds = new AnswerBounds();
  for (;;) {
    const chunk = await connection.piece(reader.next());
    if (!chunk) break;
    const most = limiter ? pieceBytes(limiter) : chunk.length;
    for (let at = 0; at < chunk.length; at += most) {
      const bytes = chunk.subarray(at, at + most);
      await limiter?.take(bytes.length, connection.signal);
      for (const piece of stream.push(bytes)) {
        bounds.count(piece, await heed(piece, hearing));
        if (hearing.incoming.isOver) return;
      }
      bounds.countChunk(bytes.length);
    }
  }
  if (stream.isCut) {
    throw new ReelkeepError('network-lost', 'The answer ended in the middle of a part.');
  }
}

/** Answers with the bytes of media that were wanted. */
function heed(piece: UmpPiece, hearing: Hearing): Promise<number> | number {
  if (piece.kind === 'media') return hearing.incoming.media(piece.bytes);
  if (piece.kind === 'more') return hearing.incoming.more(piece.bytes);
  return heedPart(piece.type, piece.bytes, hearing)?.then(() => 0) ?? 0;
}

/** What brings nothing ends: an answer may go on for ever. */
class AnswerBounds {
  #wanted = 0;
  #all = 0;
  #parts = 0;

  count({ kind }: UmpPiece, wantedBytes: number): void {
    this.#wanted += wantedBytes;
    if (kind === 'more') return;
    this.#parts += 1;
    if (this.#parts > mostParts + this.#wanted / leastPartBytes) throw nonsense('crumbs');
  }

  countChunk(bytes: number): void {
    this.#all += bytes;
    if (this.#all - this.#wanted <= mostUselessBytes) return;
    throw nonsense('what nobody asked for', { bytes: this.#all - this.#wanted });
  }
}

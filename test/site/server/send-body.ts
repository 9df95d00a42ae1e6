import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { Fault } from '../control/fault';
import { countSent, endRequest, type SiteRequest } from '../control/request-log';
import { type SyntheticFile, syntheticPieces } from '../synthetic/synthetic-file';
import { RateLimiter } from './rate-limiter';

export type Body =
  /** Bytes `start` to `end`, both inclusive, of a file of `size` bytes. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly start: number;
      readonly end: number;
      /** Computes them instead. */
      readonly source?: SyntheticFile;
    }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** Of any length, made as it is read. */
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<Buffer> };

export interface Sending {
  readonly request: SiteRequest;
  readonly limiters: readonly RateLimiter[];
  readonly fault: Fault | undefined;
  /** Ends the connection with RST. */
  readonly reset: () => void;
}

const biggestPiece = 256 * 1024;
const smallestPiece = 512;
/** So long a break is given to what was written before the connection is broken. */
const flushMs = 30;

class BrokenOff extends Error {}

/**
 * Streams a body as fast as the client reads and the limits let it, counts what was sent, and breaks
 * off where the fault says so. Never throws for a client that went away.
 */
export async function sendBody(response: ServerResponse, body: Body, sending: Sending) {
  const { request } = sending;
  const gone = new AbortController();
  // The client may have left while its answer was made.
  if (response.destroyed) gone.abort();
  response.once('close', () => gone.abort());
  response.flushHeaders();
  try {
    const pieces = (chunks: AsyncIterable<Buffer>) => paced(chunks, sending, gone.signal);
    if (sending.fault?.kind === 'gzip') {
      await pipeline(sourceOf(body), pieces, createGzip({ level: 1 }), response);
    } else await pipeline(sourceOf(body), pieces, response);
    endRequest(request, 'complete');
  } catch (thrown) {
    endRequest(request, 'aborted');
    if (!gone.signal.aborted && !(thrown instanceof BrokenOff)) throw thrown;
  }
}

function sourceOf(body: Body): AsyncIterable<Buffer> {
  if (body.kind === 'bytes') return once(body.bytes);
  if (body.kind === 'stream') return body.chunks;
  const { path, start, end, source } = body;
  if (source) return Readable.from(syntheticPieces(source, start, end + 1));
  return createReadStream(path, { start, end, highWaterMark: biggestPiece });
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function* paced(
  chunks: AsyncIterable<Buffer>,
  { request, limiters, fault, reset }: Sending,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const allowed = endsWithin(fault) ? fault.afterBytes : Number.POSITIVE_INFINITY;
  const size = pieceSize(limiters);
  const drip = fault?.kind === 'drip' ? dripOf(fault) : undefined;
  if (allowed === 0) await breakOff(fault, reset, signal);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const most = drip?.most(request.bytesSent) ?? size;
      const length = Math.min(size, most, chunk.length - at, allowed - request.bytesSent);
      for (const limiter of limiters) await limiter.take(length, signal);
      await drip?.take(request.bytesSent, length, signal);
      yield spoiled(chunk.subarray(at, at + length), fault);
      countSent(request, length);
      at += length;
      if (request.bytesSent >= allowed) await breakOff(fault, reset, signal);
    }
  }
}

/** About twenty pieces a second: slow answers trickle instead of coming in gulps. */
function pieceSize(limiters: readonly RateLimiter[]): number {
  const rates = limiters.map((limiter) => limiter.bytesPerSecond() ?? Number.POSITIVE_INFINITY);
  const slowest = Math.min(...rates) / 20;
  return Math.round(Math.max(smallestPiece, Math.min(biggestPiece, slowest)));
}

type EndsWithin = Extract<Fault, { kind: 'cut' | 'reset' | 'stall' }>;

const endsWithin = (fault: Fault | undefined): fault is EndsWithin =>
  fault?.kind === 'cut' || fault?.kind === 'reset' || fault?.kind === 'stall';

/** Up to a byte as fast as ever, then in drops. */
function dripOf({ afterBytes, bytesPerSecond, forMs }: Extract<Fault, { kind: 'drip' }>) {
  let endsAt = Number.POSITIVE_INFINITY;
  const limiter = new RateLimiter(() => (performance.now() < endsAt ? bytesPerSecond : undefined));
  return {
    /** No piece reaches over the byte. */
    most: (sent: number) => (sent < afterBytes ? afterBytes - sent : smallestPiece),
    take: async (sent: number, length: number, signal: AbortSignal): Promise<void> => {
      if (sent < afterBytes) return;
      if (forMs !== undefined) endsAt = Math.min(endsAt, performance.now() + forMs);
      await limiter.take(length, signal);
    },
  };
}

const webPage = '<p>502 Bad Gateway</p>\n';

function spoiled(piece: Buffer, fault: Fault | undefined): Buffer {
  if (fault?.kind === 'change-content') return inverted(piece);
  if (fault?.kind !== 'garbage' || fault.as === 'page') return piece;
  return fault.as === 'noise' ? inverted(piece) : Buffer.alloc(piece.length, webPage);
}

const inverted = (piece: Buffer): Buffer => Buffer.from(piece.map((byte) => byte ^ 0xff));

async function breakOff(fault: Fault | undefined, reset: () => void, signal: AbortSignal) {
  if (fault?.kind === 'stall') await untilAborted(signal);
  await sleep(flushMs, undefined, { signal });
  if (fault?.kind === 'reset') reset();
  throw new BrokenOff();
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../control/fault';
import type { SiteRequest } from '../control/request-log';
import type { RateLimiter } from './rate-limiter';

export type Body =
  /** Bytes `start` to `end`, both inclusive, of a file of `size` bytes. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'bytes'; readonly bytes: Buffer };

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
    await pipeline(sourceOf(body), pieces, response);
    request.state = 'complete';
  } catch (thrown) {
    request.state = 'aborted';
    if (!gone.signal.aborted && !(thrown instanceof BrokenOff)) throw thrown;
  }
}

function sourceOf(body: Body): AsyncIterable<Buffer> {
  if (body.kind === 'bytes') return once(body.bytes);
  const { path, start, end } = body;
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
  const allowed = fault && 'afterBytes' in fault ? fault.afterBytes : Number.POSITIVE_INFINITY;
  const size = pieceSize(limiters);
  if (allowed === 0) await breakOff(fault, reset, signal);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const length = Math.min(size, chunk.length - at, allowed - request.bytesSent);
      for (const limiter of limiters) await limiter.take(length, signal);
      const piece = chunk.subarray(at, at + length);
      yield fault?.kind === 'change-content' ? inverted(piece) : piece;
      request.bytesSent += length;
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

import { ReelkeepError } from '../errors';
import { type BodyReader, readBody } from './body-reader';
import { Connection, type ConnectionPorts, droppedReason } from './connection';
import type { ContentIdentity } from './content-identity';
import { httpFailure } from './http-failure';
import type { LaneSpeed } from './lane-speed';
import type { Block } from './range-plan';
import { type Limiter, pieceBytes } from './rate-limiter';
import { checkAnswer, otherTotal } from './response-checks';
import type { Sink } from './sink';

/** `fetch`; where it can tell why an address was refused it rejects with `address-not-allowed`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface RangePorts extends ConnectionPorts {
  readonly fetch: Fetch;
  /** Holds reading back; without it bytes come as fast as they do. */
  readonly limiter?: Limiter;
  /** Throws `address-not-allowed`. */
  readonly checkAddress: (url: string) => void;
}

/** What a try needs to know of the whole file, and tells of it. */
export interface RangeLedger {
  readonly plan: { readonly total: number | undefined };
  /** @throws what the answer contradicts; its body is then not read. */
  learn(seen: ContentIdentity): void;
}

/** One try at the rest of a block. */
export interface RangeTry {
  readonly url: string;
  /** Its end may come nearer meanwhile: then reading stops there, and what was asked beyond is not waited for. */
  readonly block: Block;
  readonly ledger: RangeLedger;
  readonly sink: Sink;
  readonly speed?: LaneSpeed;
  /** Ends the try without its having failed. */
  readonly dropped?: AbortSignal;
  /** The answer's head was good: from here on the ledger knows the total. */
  readonly onAnswer?: () => void;
}

/** `dropped`: the try was given up from outside, the rest of the block is still missing. */
export type RangeEnd = 'whole' | 'dropped';

/**
 * Asks once for the missing rest of a block and writes it to its place as it comes; `block.done`
 * follows what the sink has taken.
 * @throws the transfer's codes; `network-lost` for anything the network does, also a stall.
 */
export async function fetchRange(
  attempt: RangeTry,
  ports: RangePorts,
  signal: AbortSignal,
): Promise<RangeEnd> {
  ports.checkAddress(attempt.url);
  const { dropped, speed } = attempt;
  const connection = new Connection(ports, { signal, dropped, speed });
  try {
    const { reader, bytes } = await ask(attempt, ports, connection);
    await pour(reader, bytes, attempt, ports, connection);
    return 'whole';
  } catch (thrown) {
    if (thrown === droppedReason) return 'dropped';
    throw thrown;
  } finally {
    connection.close();
  }
}

async function ask(
  { url, block, ledger, onAnswer }: RangeTry,
  { fetch, clock, checkAddress }: RangePorts,
  connection: Connection,
): Promise<{ reader: BodyReader; bytes: number }> {
  const { done: start, end } = block;
  const asking = fetch(url, {
    headers: { Range: `bytes=${start}-${end - 1}` },
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'follow',
    referrerPolicy: 'no-referrer',
    signal: connection.signal,
  });
  const response = await connection.head(asking);
  checkAddress(response.url);
  // A redirect may lead to another host each time.
  const host = new URL(response.url || url).hostname;
  const { total } = ledger.plan;
  const asked = { start, end, ...(total === undefined ? {} : { total }) };
  if (response.status !== 200 && response.status !== 206) {
    const other = response.status === 416 ? otherTotal(response, asked) : undefined;
    if (other !== undefined) ledger.learn({ total: other, host });
    throw httpFailure(response, url, clock.wallTime());
  }
  const { identity, bytes } = checkAnswer(response, asked);
  ledger.learn({ ...identity, host });
  if (!response.body) throw wrongLength(bytes, 0);
  onAnswer?.();
  return { reader: readBody(response.body), bytes };
}

/** Reads to the body's end, so that the connection can be used again, unless the rest was given to another. */
async function pour(
  reader: BodyReader,
  bytes: number,
  { block, sink }: RangeTry,
  { limiter }: RangePorts,
  connection: Connection,
): Promise<void> {
  const end = block.done + bytes;
  /** How much of the body is missing. */
  let left = bytes;
  while (block.end >= end || block.done < block.end) {
    const piece = await connection.piece(reader.next());
    if (!piece) {
      if (left > 0) throw wrongLength(bytes, bytes - left);
      return;
    }
    await keep(piece.subarray(0, left), block, sink, limiter, connection.signal);
    if (piece.byteLength > left) throw wrongLength(bytes, bytes - left + piece.byteLength);
    left -= piece.byteLength;
  }
}

/** Writes a piece, as far as it is wanted, as fast as the limit lets it. */
async function keep(
  piece: Uint8Array<ArrayBuffer>,
  block: Block,
  sink: Sink,
  limiter: Limiter | undefined,
  signal: AbortSignal,
): Promise<void> {
  for (let at = 0; at < piece.byteLength && block.done < block.end; ) {
    const most = limiter ? pieceBytes(limiter) : piece.byteLength;
    const length = Math.min(most, piece.byteLength - at, block.end - block.done);
    await limiter?.take(length, signal);
    await sink.write(block.done, piece.subarray(at, at + length));
    at += length;
    // The end may have come nearer while this was written: what lies behind is another's to count.
    block.done = Math.min(block.done + length, block.end);
  }
}

const wrongLength = (askedBytes: number, receivedBytes: number): ReelkeepError =>
  new ReelkeepError('length-mismatch', 'The body was not as long as the range.', {
    facts: { askedBytes, receivedBytes },
  });

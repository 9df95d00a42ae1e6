import { ReelkeepError } from '../errors';
import { readBody } from './body-reader';
import type { Clock } from './clock';
import type { FileLedger } from './file-ledger';
import { httpFailure } from './http-failure';
import type { Block } from './range-plan';
import { checkAnswer } from './response-checks';
import type { Sink } from './sink';
import { watchStall } from './stall-watch';

/** `fetch`; where it can tell why an address was refused it rejects with `address-not-allowed`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const defaultStallLimitMs = 20_000;

export interface RangePorts {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** A connection that brings no byte for this long is dropped and asked again; 20 s where it is not said. */
  readonly stallLimitMs?: number;
  /** Throws `address-not-allowed`. */
  readonly checkAddress: (url: string) => void;
}

/** One try at the rest of a block. */
export interface RangeTry {
  readonly url: string;
  readonly block: Block;
  readonly ledger: FileLedger;
  readonly sink: Sink;
  /** The answer's head was good: from here on the ledger knows the total. */
  readonly onAnswer?: () => void;
}

/**
 * Asks once for the missing rest of a block and writes it to its place as it comes; `block.done`
 * follows what the sink has taken. Resolves only when the block is whole.
 * @throws the transfer's codes; `network-lost` for anything the network does, also a stall.
 */
export async function fetchRange(
  attempt: RangeTry,
  { fetch, clock, checkAddress, stallLimitMs = defaultStallLimitMs }: RangePorts,
  signal: AbortSignal,
): Promise<void> {
  const { url, block, ledger } = attempt;
  checkAddress(url);
  const connection = new AbortController();
  const hangUp = (): void => connection.abort(signal.reason);
  if (signal.aborted) hangUp();
  signal.addEventListener('abort', hangUp, { once: true });
  const watch = watchStall(clock, stallLimitMs, () =>
    connection.abort(lost(undefined, 'The server sent nothing for too long.', stallLimitMs / 1000)),
  );
  const network = <T>(promise: Promise<T>): Promise<T> =>
    promise.catch((cause: unknown) => {
      if (connection.signal.aborted) throw connection.signal.reason;
      if (cause instanceof ReelkeepError) throw cause;
      throw lost(cause, 'The connection broke.');
    });
  try {
    const { done: start, end } = block;
    const response = await network(
      fetch(url, {
        headers: { Range: `bytes=${start}-${end - 1}` },
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'follow',
        referrerPolicy: 'no-referrer',
        signal: connection.signal,
      }),
    );
    watch.touch();
    checkAddress(response.url);
    if (response.status !== 200 && response.status !== 206) {
      throw httpFailure(response, url, clock.wallTime());
    }
    const { total } = ledger.plan;
    const answer = checkAnswer(response, { start, end, ...(total === undefined ? {} : { total }) });
    ledger.learn(answer.identity);
    attempt.onAnswer?.();
    await pour(response, answer.bytes, attempt, network, watch.touch);
  } finally {
    watch.stop();
    signal.removeEventListener('abort', hangUp);
    // Also after success: whatever the server still has to say is not wanted.
    connection.abort();
  }
}

async function pour(
  response: Response,
  bytes: number,
  { block, sink }: RangeTry,
  network: <T>(promise: Promise<T>) => Promise<T>,
  touch: () => void,
): Promise<void> {
  if (!response.body) throw wrongLength(bytes, 0);
  const reader = readBody(response.body);
  let left = bytes;
  for (;;) {
    const piece = await network(reader.next());
    if (!piece) break;
    const taken = piece.byteLength > left ? piece.subarray(0, left) : piece;
    if (taken.byteLength > 0) await sink.write(block.done, taken);
    block.done += taken.byteLength;
    if (piece.byteLength > left) throw wrongLength(bytes, bytes - left + piece.byteLength);
    left -= piece.byteLength;
    touch();
  }
  if (left > 0) throw wrongLength(bytes, bytes - left);
}

const wrongLength = (askedBytes: number, receivedBytes: number): ReelkeepError =>
  new ReelkeepError('length-mismatch', 'The body was not as long as the range.', {
    facts: { askedBytes, receivedBytes },
  });

const lost = (cause: unknown, message: string, stalledSeconds?: number): ReelkeepError =>
  new ReelkeepError('network-lost', message, {
    cause,
    facts: stalledSeconds === undefined ? {} : { stalledSeconds },
  });

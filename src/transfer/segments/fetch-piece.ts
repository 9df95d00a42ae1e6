import { asReelkeepError, ReelkeepError } from '../../errors';
import type { SegmentPiece } from '../../formats/segment-list';
import { readBody } from '../body-reader';
import { sleep } from '../clock';
import { Connection } from '../connection';
import type { CrewPorts } from '../crew';
import { httpFailure } from '../http-failure';
import { pieceBytes } from '../rate-limiter';
import { checkAnswer } from '../response-checks';
import { judge, noFailures } from '../retry-rules';

export interface PiecePorts extends CrewPorts {
  /** Connections to one host side by side, at most. */
  readonly connections: number;
}

/** Where a piece goes. */
export interface PieceTaker {
  /** Looks at each try's answer, of a right status, before its body is read. Throws what it refuses. */
  opens?(answer: Response): void;
  take(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** What was taken is to be forgotten: it comes again from its begin. */
  restart(): void | Promise<void>;
}

/** Every piece has one address: the rules for a host that nobody can take over from. */
const alone = { isFirst: true, isLast: true } as const;

/**
 * Fetches a piece, as often as the rules allow, each time from its begin.
 * @throws the transfer's codes, once no retry mends it.
 */
export async function fetchPiece(
  piece: SegmentPiece,
  taker: PieceTaker,
  ports: PiecePorts,
  signal: AbortSignal,
): Promise<void> {
  const { hostname } = new URL(piece.url);
  for (let failures = noFailures; ; ) {
    const leave = await ports.gate.enter(hostname, ports.connections, signal);
    const began = ports.clock.uptime();
    let failure: ReelkeepError;
    try {
      await tryPiece(piece, taker, ports, signal);
      return;
    } catch (thrown) {
      signal.throwIfAborted();
      failure = asReelkeepError(thrown);
      await taker.restart();
    } finally {
      leave();
    }
    const verdict = judge(failure, failures, 0, alone, ports.random);
    const { retryAfterSeconds, status } = failure.facts;
    if (retryAfterSeconds) ports.gate.keepQuiet(hostname, Number(retryAfterSeconds) * 1000);
    ports.note?.({
      kind: 'try-failed',
      host: hostname,
      code: failure.code,
      ...(typeof status === 'number' ? { status } : {}),
      start: piece.range?.start ?? 0,
      end: (piece.range?.end ?? -1) + 1,
      bytes: 0,
      ms: ports.clock.uptime() - began,
      ...(verdict.kind === 'retry' ? { retryInMs: verdict.waitMs } : {}),
    });
    if (verdict.kind !== 'retry') throw failure;
    failures = verdict.failures;
    await sleep(ports.clock, verdict.waitMs, signal);
  }
}

async function tryPiece(
  { url, range }: SegmentPiece,
  taker: PieceTaker,
  ports: PiecePorts,
  signal: AbortSignal,
): Promise<void> {
  ports.checkAddress(url);
  const connection = new Connection(ports, { signal });
  try {
    const response = await connection.head(
      ports.fetch(url, {
        ...(range ? { headers: { Range: `bytes=${range.start}-${range.end}` } } : {}),
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'follow',
        referrerPolicy: 'no-referrer',
        signal: connection.signal,
      }),
    );
    ports.checkAddress(response.url || url);
    const bytes = expectedBytes(response, url, range, ports.clock.wallTime());
    taker.opens?.(response);
    const received = await pour(response, taker, ports, connection);
    if (bytes !== undefined && bytes !== received) throw wrongLength(bytes, received);
  } finally {
    connection.close();
  }
}

/** How long the body must be; undefined where the server does not say. @throws where it is not what was asked. */
function expectedBytes(
  response: Response,
  url: string,
  range: SegmentPiece['range'],
  wallTime: number,
): number | undefined {
  const { ok, headers } = response;
  if (!ok) throw httpFailure(response, url, wallTime);
  if (range) return checkAnswer(response, { start: range.start, end: range.end + 1 }).bytes;
  if (/^\s*text\/html/i.test(headers.get('content-type') ?? '')) {
    // A login page, or the site's own error page.
    throw new ReelkeepError('range-mismatch', 'The server answered with a page.');
  }
  const isEncoded = (headers.get('content-encoding') ?? 'identity') !== 'identity';
  const length = headers.get('content-length') ?? '';
  return !isEncoded && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

async function pour(
  { body }: Response,
  taker: PieceTaker,
  { limiter }: PiecePorts,
  connection: Connection,
): Promise<number> {
  if (!body) return 0;
  const reader = readBody(body);
  let received = 0;
  for (;;) {
    const piece = await connection.piece(reader.next());
    if (!piece) return received;
    received += piece.byteLength;
    const most = limiter ? pieceBytes(limiter) : piece.byteLength;
    for (let at = 0; at < piece.byteLength; at += most) {
      const part = piece.subarray(at, at + most);
      await limiter?.take(part.byteLength, connection.signal);
      await taker.take(part);
    }
  }
}

const wrongLength = (expected: number, received: number): ReelkeepError =>
  new ReelkeepError('length-mismatch', 'The body was not as long as the server said.', {
    facts: { askedBytes: expected, receivedBytes: received },
  });

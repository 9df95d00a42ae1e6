import { type ErrorCode, type ErrorFacts, ReelkeepError } from '../errors';
import { parseContentRange } from './content-range';
import type { ContentIdentity } from './file-ledger';

/** What was asked; `end` is exclusive and may lie beyond the file while `total` is unknown. */
export interface RangeAsk {
  readonly start: number;
  readonly end: number;
  readonly total?: number;
}

/** What an answer that passed the checks holds: exactly `bytes` bytes from `ask.start` on. */
export interface CheckedAnswer {
  readonly identity: ContentIdentity;
  readonly bytes: number;
}

/**
 * Holds a 200 or 206 against what was asked, before a byte of its body is read.
 * @throws range-mismatch, range-ignored or length-mismatch: such a body must not reach the disk.
 */
export function checkAnswer(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  ask: RangeAsk,
): CheckedAnswer {
  const encoding = headers.get('content-encoding') ?? 'identity';
  // A compressed body has another length than the range; its bytes cannot be placed.
  if (encoding !== 'identity') throw mismatch('range-mismatch', { encoding });
  const answer = status === 206 ? checkPart(headers, ask) : checkWhole(headers, ask);
  const length = contentLength(headers);
  if (length !== undefined && length !== answer.bytes) {
    throw mismatch('length-mismatch', { askedBytes: answer.bytes, servedBytes: length });
  }
  return answer;
}

function checkPart(headers: Headers, ask: RangeAsk): CheckedAnswer {
  const range = parseContentRange(headers.get('content-range'));
  const total = range?.total ?? ask.total;
  if (!range || total === undefined) throw mismatch('range-mismatch', { askedStart: ask.start });
  // Cut by the server's own total: where it differs from ours, the ledger says so in better words.
  const end = Math.min(ask.end, total);
  if (range.start !== ask.start || range.end !== end) {
    throw mismatch('range-mismatch', {
      askedStart: ask.start,
      askedEnd: end,
      servedStart: range.start,
      servedEnd: range.end,
    });
  }
  return { identity: { ...validators(headers), total }, bytes: end - ask.start };
}

/** A 200 for a range is only good where the range was a whole file of known length, and it says that length. */
function checkWhole(headers: Headers, { start, end, total }: RangeAsk): CheckedAnswer {
  if (start !== 0 || total === undefined || end !== total || contentLength(headers) !== total) {
    throw mismatch('range-ignored', { askedStart: start, askedEnd: end });
  }
  return { identity: { ...validators(headers), total }, bytes: total };
}

function validators(headers: Headers): ContentIdentity {
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}

function contentLength(headers: Headers): number | undefined {
  const text = headers.get('content-length') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const messages = {
  'range-mismatch': 'The server answered with another range than was asked.',
  'range-ignored': 'The server answered with the whole file where a range was asked.',
  'length-mismatch': 'The server announced another length than was asked.',
} as const satisfies Partial<Record<ErrorCode, string>>;

const mismatch = (code: keyof typeof messages, facts: ErrorFacts): ReelkeepError =>
  new ReelkeepError(code, messages[code], { facts });

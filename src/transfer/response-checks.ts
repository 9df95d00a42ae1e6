import { type ErrorCode, type ErrorFacts, ReelkeepError } from '../errors';
import type { ContentIdentity } from './content-identity';
import { parseContentRange, parseUnsatisfiedRange } from './content-range';

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
  demandMedia(headers);
  const answer = status === 206 ? checkPart(headers, ask) : checkWhole(headers, ask);
  const length = contentLength(headers);
  if (length !== undefined && length !== answer.bytes) {
    throw mismatch('length-mismatch', { askedBytes: answer.bytes, servedBytes: length });
  }
  return answer;
}

/**
 * Holds the answer to a plain request for a file against what such an answer is, before a byte of its body
 * is read. Answers with the file's length, where the server states it.
 * @throws range-mismatch where it is a page, compressed, or a part that nobody asked for.
 */
export function checkWholeAnswer({
  status,
  headers,
}: Pick<Response, 'status' | 'headers'>): number | undefined {
  demandMedia(headers);
  if (status !== 200) throw mismatch('range-mismatch', { status });
  return contentLength(headers);
}

/** The file's length as a 416 states it, where that is not the one we know: then this is another file. */
export function otherTotal(
  { headers }: Pick<Response, 'headers'>,
  { start, total }: RangeAsk,
): number | undefined {
  const stated = parseUnsatisfiedRange(headers.get('content-range'));
  return total !== undefined && stated !== undefined && stated <= start ? stated : undefined;
}

function demandMedia(headers: Headers): void {
  const encoding = headers.get('content-encoding') ?? 'identity';
  // A compressed body has another length than what was asked; its bytes cannot be placed.
  if (encoding !== 'identity') throw mismatch('range-mismatch', { encoding: short(encoding) });
  const type = headers.get('content-type') ?? '';
  if (isNoMedia(type)) throw mismatch('range-mismatch', { type: short(type) });
}

/** A network that wants a login answers everything with its page; several ranges in one body were never asked. */
const isNoMedia = (type: string): boolean => /^\s*(?:text\/html|multipart\/)/i.test(type);

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

/** Headers are anybody's text: a fact for a log is no place for all of it. */
const short = (header: string): string => header.slice(0, 40);

const messages = {
  'range-mismatch': 'The server answered with another range than was asked.',
  'range-ignored': 'The server answered with the whole file where a range was asked.',
  'length-mismatch': 'The server announced another length than was asked.',
} as const satisfies Partial<Record<ErrorCode, string>>;

const mismatch = (code: keyof typeof messages, facts: ErrorFacts): ReelkeepError =>
  new ReelkeepError(code, messages[code], { facts });

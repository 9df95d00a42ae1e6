import * as v from 'valibot';
import {
  type ErrorCode,
  type ErrorFacts,
  ReelkeepError,
  retryAfterFacts,
  serverTime,
} from '../../errors';
import { boundedJson } from '../bounded-json';

/** Characters: five million of the answer itself, and what writing it as a string of JSON adds. */
const longestAnswer = 12_000_000;
const deepestAnswer = 2;
/** Characters, and levels: a `browse` answer has 54. */
const longestText = 5_000_000;
const deepestText = 128;

const failures = ['network', 'timeout', 'too-large', 'no-login', 'elsewhere'] as const;

const answerSchema = v.union([
  v.object({ failed: v.picklist(failures) }),
  v.object({
    status: v.pipe(v.number(), v.integer()),
    text: v.string(),
    retryAfter: v.nullish(v.string()),
    date: v.nullish(v.string()),
  }),
]);

/**
 * The JSON that InnerTube answered by way of the page, its shape still unknown.
 * @throws network-lost, login-required where the page holds no session to sign with or the site does not
 *   take it for one, page-not-reachable, http-429, http-403, http-error with `status` and `retryAfterFacts`,
 *   page-data-too-large, page-data-invalid.
 */
export function parseInnertubeAnswer(answer: unknown): unknown {
  const parsed = v.safeParse(answerSchema, boundedJson(answer, longestAnswer, deepestAnswer));
  if (!parsed.success) {
    throw new ReelkeepError('page-data-invalid', 'The page answered for the site in other words.');
  }
  if ('failed' in parsed.output) throw failure(parsed.output.failed);
  const { status, text, retryAfter, date } = parsed.output;
  if (status === 200) return boundedJson(text, longestText, deepestText);
  throw refused(status, retryAfterFacts(retryAfter, serverTime(date, Date.now())));
}

function failure(why: (typeof failures)[number]): ReelkeepError {
  switch (why) {
    case 'too-large':
      return new ReelkeepError('page-data-too-large', 'The site answered with too much data.');
    case 'no-login':
      return new ReelkeepError('login-required', 'The page holds no session to ask with.');
    case 'elsewhere':
      return new ReelkeepError('page-not-reachable', 'The tab has gone on to another site.');
    default:
      return new ReelkeepError('network-lost', 'The site did not answer the page.', {
        facts: { why },
      });
  }
}

const codes: Readonly<Record<number, ErrorCode>> = {
  401: 'login-required',
  403: 'http-403',
  429: 'http-429',
};

function refused(status: number, more: ErrorFacts): ReelkeepError {
  return new ReelkeepError(codes[status] ?? 'http-error', 'The site refuses the request.', {
    facts: { status, ...more },
  });
}

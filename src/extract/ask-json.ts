import { type ErrorCode, ReelkeepError } from '../errors';
import { boundedJson } from './bounded-json';
import { boundedText } from './bounded-text';
import type { Fetch } from './extractor';

/** Characters. A thread of a thousand posts, or an album of a thousand pictures, has under one million. */
const longestAnswer = 8_000_000;
const deepestAnswer = 32;
const answerMs = 20_000;

/** What a site's answer means where it is no answer to the question. */
const refusals: Readonly<Record<number, ErrorCode>> = {
  401: 'credentials-refused',
  403: 'http-403',
  404: 'video-unavailable',
  410: 'video-unavailable',
  429: 'http-429',
};

export interface JsonQuestion extends RequestInit {
  /** What of the answer is the JSON. */
  readonly take?: (text: string) => string;
}

/**
 * What a site's server answers, parsed as JSON, bounded in length, depth and time; anything may be in it.
 * Conditional where the browser has an earlier answer in its cache.
 * @throws network-lost, credentials-refused, video-unavailable, http-403, http-429 (both with `status`),
 *   http-error, page-data-too-large, page-data-invalid.
 */
export async function askJson(
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
  { take = (text) => text, ...request }: JsonQuestion = {},
): Promise<unknown> {
  const response = await ask(fetch, url, { cache: 'no-cache', ...request }, signal);
  const text = await arriving(signal, () => boundedText(response, longestAnswer));
  return boundedJson(take(text), longestAnswer, deepestAnswer);
}

/** The answer's head, which is good. @throws as `askJson`. */
export async function ask(
  fetch: Fetch,
  url: string,
  options: RequestInit,
  signal: AbortSignal,
): Promise<Response> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
  const response = await arriving(signal, () =>
    fetch(url, { credentials: 'include', ...options, signal: within }),
  );
  const { ok, status } = response;
  if (ok) return response;
  throw new ReelkeepError(refusals[status] ?? 'http-error', `The site answered ${status}.`, {
    facts: { status, host: new URL(url).hostname },
  });
}

/** What the platform throws here is a network that does not carry, or not in time; it says no more. */
async function arriving<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof ReelkeepError) throw thrown;
    signal.throwIfAborted();
    throw new ReelkeepError('network-lost', 'The site did not answer.', { cause: thrown });
  }
}

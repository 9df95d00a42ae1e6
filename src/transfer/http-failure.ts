import {
  type ErrorCode,
  type ErrorFacts,
  ReelkeepError,
  retryAfterFacts,
  serverTime,
} from '../errors';

const codes: Readonly<Record<number, ErrorCode>> = {
  403: 'http-403',
  404: 'http-404',
  410: 'http-410',
  416: 'http-416',
  429: 'http-429',
};

/**
 * An answer that is neither 200 nor 206 as an error of the family. Facts: `status`, `host`,
 * `retryAfterSeconds` where the server says it, and for 403 and 410 `expired`: whether the URL's own
 * `expire` has passed, the first cause to look at. Dates are held against the server's own, where it
 * states it: our clock may be wrong, or jump. `wallTime`: milliseconds since 1970.
 */
export function httpFailure(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  url: string,
  wallTime: number,
): ReelkeepError {
  const { hostname, searchParams } = new URL(url);
  const now = serverTime(headers.get('date'), wallTime);
  const facts: ErrorFacts = {
    status,
    host: hostname,
    ...retryAfterFacts(headers.get('retry-after'), now),
    ...(status === 403 || status === 410 ? expiry(searchParams.get('expire'), now) : {}),
  };
  const code = codes[status] ?? 'http-error';
  return new ReelkeepError(code, `The server answered ${status}.`, { facts });
}

/** googlevideo states in `expire`, in seconds since 1970, until when a URL is good. */
function expiry(expire: string | null, now: number): ErrorFacts {
  const seconds = /^\d{1,12}$/.test(expire ?? '') ? Number(expire) : undefined;
  return seconds === undefined ? {} : { expired: seconds * 1000 <= now };
}

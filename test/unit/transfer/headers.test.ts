import { describe, expect, it } from 'vitest';
import { ReelkeepError, retryAfterFacts } from '../../../src/errors';
import { assertAllowedAddress } from '../../../src/transfer/allowed-address';
import { parseContentRange, parseUnsatisfiedRange } from '../../../src/transfer/content-range';
import { httpFailure } from '../../../src/transfer/http-failure';
import { checkAnswer, otherTotal, type RangeAsk } from '../../../src/transfer/response-checks';

describe('Content-Range', () => {
  it.each([
    ['bytes 0-99/1000', { start: 0, end: 100, total: 1000 }],
    [' Bytes 5-5/6 ', { start: 5, end: 6, total: 6 }],
    ['bytes 0-99/*', { start: 0, end: 100 }],
  ])('%s', (header, range) => {
    expect(parseContentRange(header)).toEqual(range);
  });
  it.each([
    null,
    '',
    'bytes 5-4/10',
    'bytes 0-10/10',
    'bytes */10',
    'bytes=0-9/10',
    'bytes 0-9',
    'items 0-9/10',
    'bytes 0-9/10, bytes 20-29/30',
    `bytes 0-${'9'.repeat(30)}/*`,
  ])('%s is none', (header) => {
    expect(parseContentRange(header)).toBeUndefined();
  });
});

describe('Content-Range of a 416', () => {
  it.each([
    ['bytes */1000', 1000],
    [' Bytes */0', 0],
    ['bytes 0-1/10', undefined],
    ['bytes */*', undefined],
    [null, undefined],
  ])('%s states %s', (header, total) => {
    expect(parseUnsatisfiedRange(header)).toBe(total);
  });
  it('tells another file where it is shorter than what is asked for', () => {
    const stated = (header: string, ask: RangeAsk) =>
      otherTotal({ headers: new Headers({ 'content-range': header }) }, ask);
    expect(stated('bytes */50', { start: 60, end: 80, total: 100 })).toBe(50);
    expect(stated('bytes */100', { start: 60, end: 80, total: 100 })).toBeUndefined();
    expect(stated('bytes */50', { start: 60, end: 80 })).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 20, 12, 0, 0);
  it.each([
    ['120', 120],
    ['0', 0],
    ['Fri, 20 Nov 2026 12:00:30 GMT', 30],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['2026', 2026],
    ['1.5', undefined],
    [null, undefined],
  ])('%s is %s seconds', (header, seconds) => {
    expect(retryAfterFacts(header, now).retryAfterSeconds).toBe(seconds);
  });
});

describe('an address', () => {
  const hosts = ['googlevideo.com'];
  it.each([
    'https://r3---sn-x.googlevideo.com/videoplayback?sig=1',
    'https://rr1.googlevideo.com:443/x',
  ])('%s is allowed', (url) => {
    expect(() => assertAllowedAddress(url, hosts)).not.toThrow();
  });
  it.each([
    'http://r3.googlevideo.com/',
    'https://googlevideo.com/',
    'https://.googlevideo.com/',
    'https://r1..googlevideo.com/',
    'https://rr1.googlevideo.com:8443/x',
    'https://evilgooglevideo.com/',
    'https://googlevideo.com.evil.example/',
    'https://evil.example/?googlevideo.com',
    'https://user:pass@r3.googlevideo.com/',
    'https://r3.googlevideo.com@evil.example/',
    'blob:https://googlevideo.com/1',
    'file:///etc/passwd',
    'nonsense',
    '',
  ])('%s is not', (url) => {
    expect(() => assertAllowedAddress(url, hosts)).toThrow(ReelkeepError);
  });
  it('no suffix allows nothing, and an empty one neither', () => {
    expect(() => assertAllowedAddress('https://a.example/', [])).toThrow();
    expect(() => assertAllowedAddress('https://a.example/', [''])).toThrow();
  });
});

describe('an answer held against what was asked', () => {
  const answer = (status: number, headers: Record<string, string>, ask: RangeAsk) => {
    try {
      return checkAnswer({ status, headers: new Headers(headers) }, ask);
    } catch (error) {
      return error instanceof ReelkeepError ? error.code : error;
    }
  };
  const ask = { start: 10, end: 20, total: 100 };

  it('the exact range, with what identifies the file', () => {
    const headers = { 'content-range': 'bytes 10-19/100', etag: '"a"', 'last-modified': 'then' };
    expect(answer(206, { ...headers, 'content-length': '10' }, ask)).toEqual({
      identity: { total: 100, etag: '"a"', lastModified: 'then' },
      bytes: 10,
    });
  });
  it('a range cut by the end of a file whose total was not known', () => {
    const open = { start: 0, end: 1000 };
    expect(answer(206, { 'content-range': 'bytes 0-99/100' }, open)).toMatchObject({ bytes: 100 });
    expect(answer(206, { 'content-range': 'bytes 0-98/100' }, open)).toBe('range-mismatch');
    expect(answer(206, { 'content-range': 'bytes 0-999/*' }, open)).toBe('range-mismatch');
  });
  it('an unstated total is good where it is known already', () => {
    expect(answer(206, { 'content-range': 'bytes 10-19/*' }, ask)).toMatchObject({ bytes: 10 });
  });
  it.each([
    [206, {}, 'range-mismatch'],
    [206, { 'content-range': 'bytes 11-20/100' }, 'range-mismatch'],
    [206, { 'content-range': 'bytes 10-18/100' }, 'range-mismatch'],
    [206, { 'content-range': 'bytes 10-19/100', 'content-length': '9' }, 'length-mismatch'],
    [206, { 'content-range': 'bytes 10-19/100', 'content-encoding': 'gzip' }, 'range-mismatch'],
    [206, { 'content-range': 'bytes 10-19/100', 'content-type': 'text/html' }, 'range-mismatch'],
    [206, { 'content-type': 'multipart/byteranges; boundary=x' }, 'range-mismatch'],
    [
      206,
      { 'content-range': 'bytes 10-19/100', 'content-type': 'Multipart/Byteranges' },
      'range-mismatch',
    ],
    [200, { 'content-length': '100' }, 'range-ignored'],
  ] as const)('%i %o is %s', (status, headers, code) => {
    expect(answer(status, headers, ask)).toBe(code);
  });
  it('a 200 is good for the whole file only, and only where its length shows it', () => {
    const whole = { start: 0, end: 100, total: 100 };
    expect(answer(200, { 'content-length': '100' }, whole)).toMatchObject({ bytes: 100 });
    expect(answer(200, { 'content-length': '101' }, whole)).toBe('range-ignored');
    expect(answer(200, {}, { start: 0, end: 1000 })).toBe('range-ignored');
    expect(answer(200, { 'content-length': '1001' }, { start: 0, end: 1000 })).toBe(
      'range-ignored',
    );
    // The total was never stated: whatever this is as long as, it proves nothing.
    expect(answer(200, { 'content-length': '400' }, { start: 0, end: 1000 })).toBe('range-ignored');
    const page = { 'content-length': '100', 'content-type': 'text/html; charset=utf-8' };
    expect(answer(200, page, whole)).toBe('range-mismatch');
    expect(answer(200, {}, whole)).toBe('range-ignored');
    expect(answer(200, { 'content-length': '99' }, whole)).toBe('range-ignored');
    expect(answer(200, { 'content-length': '100' }, { start: 0, end: 50, total: 100 })).toBe(
      'range-ignored',
    );
  });
});

describe('a refusal', () => {
  const refusal = (status: number, url: string, headers = {}) =>
    httpFailure({ status, headers: new Headers(headers) }, url, 2_000_000);
  it('names status and host, never the query', () => {
    const error = refusal(404, 'https://r1.googlevideo.com/v?sig=secret&expire=1');
    expect([error.code, error.facts]).toEqual([
      'http-404',
      { status: 404, host: 'r1.googlevideo.com' },
    ]);
    expect(JSON.stringify(error) + error.message).not.toContain('secret');
  });
  it('a 403 says whether the URL had expired', () => {
    const facts = (expire: string) => refusal(403, `https://h.example/v${expire}`).facts.expired;
    expect(facts('?expire=1999')).toBe(true);
    expect(facts('?expire=2001')).toBe(false);
    expect(facts('?expire=never')).toBeUndefined();
    expect(facts('')).toBeUndefined();
  });
  it('dates are held against the server’s own clock, where it tells it', () => {
    const date = 'Fri, 20 Nov 2026 12:00:00 GMT';
    const until = 'Fri, 20 Nov 2026 12:00:30 GMT';
    const busy = refusal(503, 'https://h.example/', { date, 'retry-after': until });
    expect(busy.facts.retryAfterSeconds).toBe(30);
    const expire = Date.UTC(2026, 10, 20, 11) / 1000;
    expect(refusal(403, `https://h.example/?expire=${expire}`, { date }).facts.expired).toBe(true);
    expect(refusal(403, `https://h.example/?expire=${expire}`).facts.expired).toBe(false);
  });
  it('a 429 carries how long to wait', () => {
    const error = refusal(429, 'https://h.example/', { 'retry-after': '7' });
    expect([error.code, error.facts.retryAfterSeconds]).toEqual(['http-429', 7]);
  });
});

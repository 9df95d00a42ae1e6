import { expect, test } from 'vitest';
import { RequestLog, type SiteRequest } from '../../site/control/request-log';

const request = (
  start: number,
  bytesSent: number,
  more: Partial<SiteRequest> = {},
): SiteRequest => ({
  kind: 'media',
  method: 'GET',
  host: 'rr1---sn-reelkeep.googlevideo.com',
  path: '/videoplayback',
  query: new URLSearchParams(),
  videoId: 'one',
  itag: 137,
  connection: 1,
  startedAt: 0,
  status: 206,
  range: { start, end: start + 999 },
  bytesSent,
  state: 'complete',
  ...more,
});

const logOf = (...requests: readonly SiteRequest[]): RequestLog => {
  const log = new RequestLog();
  for (const one of requests) log.add(one);
  return log;
};

test('pieces side by side overlap nowhere, in whatever order they came', () => {
  expect(logOf(request(2000, 1000), request(0, 1000), request(1000, 1000)).fetchedTwice()).toEqual(
    [],
  );
});

test('what was sent twice is named by format and position', () => {
  const log = logOf(request(0, 1000), request(600, 1000), request(0, 1000, { itag: 140 }));
  expect(log.fetchedTwice()).toEqual([{ videoId: 'one', itag: 137, start: 600, end: 999 }]);
});

test('only what was sent counts: the rest of a broken request may be fetched again', () => {
  const log = logOf(request(0, 400, { state: 'aborted' }), request(400, 600));
  expect(log.fetchedTwice()).toEqual([]);
});

test('a piece within one before it is found, though another lies between', () => {
  const log = logOf(request(0, 900), request(100, 50), request(700, 100));
  expect(log.fetchedTwice()).toEqual([
    { videoId: 'one', itag: 137, start: 100, end: 149 },
    { videoId: 'one', itag: 137, start: 700, end: 799 },
  ]);
});

test('bytes are summed by what is asked', () => {
  const log = logOf(
    request(0, 10),
    request(0, 20, { itag: 140 }),
    request(0, 40, { kind: 'page' }),
  );
  expect(log.bytesSent()).toBe(70);
  expect(log.bytesSent({ kind: 'media' })).toBe(30);
  expect(log.bytesSent({ itag: 140 })).toBe(20);
  log.clear();
  expect(log.list()).toEqual([]);
});

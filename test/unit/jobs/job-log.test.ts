import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/jobs/clean-facts';
import type { JobState } from '../../../src/jobs/job';
import {
  boundLog,
  type LogEntry,
  logEntry,
  maxLogEntries,
  stateEntry,
} from '../../../src/jobs/job-log';
import { jobLogText } from '../../../src/jobs/job-log-text';
import { sampleJob, sampleRequest, sampleStates } from './sample-job';

describe('a text for everybody', () => {
  const signature = `AOq0QJ8wRAIg${'x9-_='.repeat(20)}`;
  it.each([
    [
      'https://r1.googlevideo.com/videoplayback?ip=1.2.3.4&sig=abc said no',
      'https://r1.googlevideo.com/videoplayback said no',
    ],
    ['at 192.168.0.17 and 2001:db8:85a3:8d3:1319:8a2e:370:7348', 'at [ip] and [ip]'],
    ['from fe80::1ff:fe23:4567:890a', 'from [ip]'],
    ['it took 00:03:33, version 1.2.3', 'it took 00:03:33, version 1.2.3'],
    [`sig ${signature} refused`, 'sig […] refused'],
    ['/videoplayback?n=aBc&pot=Xy_z refused', '/videoplayback?[…] refused'],
    ['n=aBc&pot=Xy_z', '[…]'],
    ['the answer to n=kQ3xZ was none', 'the answer to […] was none'],
    ['sent Cookie: SID=abc; HSID=def', 'sent […]'],
    ['Authorization: Bearer abc', '[…]'],
    ['ranges=5 bytes=100', 'ranges=5 bytes=100'],
    ['r3---sn-4g5e6nez.googlevideo.com', 'r3---sn-4g5e6nez.googlevideo.com'],
  ])('%s', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
    expect(cleanText(clean)).toBe(clean);
  });

  it('is no longer than a line', () => {
    expect(cleanText('a b '.repeat(10_000)).length).toBeLessThanOrEqual(200);
  });
});

describe('a log', () => {
  const entries = (count: number): LogEntry[] =>
    Array.from({ length: count }, (_, at) => logEntry(at, 'try-failed', { at }));

  it('loses the middle when it grows too long, and says how much', () => {
    const bound = boundLog(entries(1000));
    expect(bound).toHaveLength(maxLogEntries);
    expect(bound[0]?.at).toBe(0);
    expect(bound.at(-1)?.at).toBe(999);
    expect(bound[100]).toEqual({
      at: 100,
      what: 'entries-left-out',
      facts: { count: 501 },
    });
    expect(boundLog(entries(500))).toHaveLength(500);
  });

  it('that grows on counts all that is gone', () => {
    let log: readonly LogEntry[] = [];
    for (const entry of entries(2000)) log = boundLog([...log, entry]);
    expect(log).toHaveLength(maxLogEntries);
    const gone = log.find(({ what }) => what === 'entries-left-out');
    expect(gone?.facts.count).toBe(2000 - (maxLogEntries - 1));
  });

  it('tells of a state what explains it', () => {
    const facts = (state: JobState) => stateEntry(5, state);
    expect(sampleStates.map(facts).map(({ what }) => what)).toEqual(
      sampleStates.map(({ state }) => state),
    );
    const error = {
      code: 'http-429',
      message: 'secret',
      facts: { retryAfterSeconds: 90 },
    } as const;
    expect(facts({ state: 'waiting', reason: 'server', until: 0, error })).toEqual({
      at: 5,
      what: 'waiting',
      facts: {
        for: 'server',
        until: '1970-01-01T00:00:00.000Z',
        code: 'http-429',
        retryAfterSeconds: 90,
      },
    });
    expect(facts({ state: 'failed', error }).facts).toEqual({
      code: 'http-429',
      retryAfterSeconds: 90,
    });
    const unforeseen = { code: 'internal', message: 'x is not a function', facts: {} } as const;
    expect(facts({ state: 'failed', error: unforeseen }).facts).toEqual({
      code: 'internal',
      message: 'x is not a function',
    });
  });
});

describe('a log as text', () => {
  const job = {
    ...sampleJob({ state: 'failed', error: { code: 'http-403', message: 'no', facts: {} } }),
    options: { priority: 'high', rank: 1, speedLimit: 5000 } as const,
  };
  const log: LogEntry[] = [
    stateEntry(0, { state: 'queued' }),
    logEntry(10, 'taken-up', { attempts: 1 }),
    stateEntry(1000, { state: 'fetching', progress: { received: 1, total: 1000 } }),
    logEntry(2000, 'try-failed', { host: 'r1.googlevideo.com', said: 'not "now"' }),
    stateEntry(3000, { state: 'waiting', reason: 'network' }),
    stateEntry(4000, job.current),
  ];

  it('has a head, and a line for each entry with the phase it fell into', () => {
    expect(jobLogText(job, log, 'Reelkeep 1.2.3, A browser').split('\n')).toEqual([
      'Reelkeep 1.2.3, A browser',
      'job youtube:dQw4w9WgXcQ:137+140, made 1970-01-01T00:00:00.001Z',
      'video https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      'formats video itag=137 bytes=1000; audio itag=140',
      'file mp4 video/mp4',
      'options priority=high speedLimit=5000',
      'status failed http-403',
      '',
      '1970-01-01T00:00:00.000Z  preparing  queued',
      '1970-01-01T00:00:00.010Z  preparing  taken-up  attempts=1',
      '1970-01-01T00:00:01.000Z  running  fetching  received=1 total=1000',
      '1970-01-01T00:00:02.000Z  running  try-failed  host=r1.googlevideo.com said="not \\"now\\""',
      '1970-01-01T00:00:03.000Z  stopped  waiting  for=network',
      '1970-01-01T00:00:04.000Z  stopped  failed  code=http-403',
    ]);
  });

  const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0';
  it.each([
    [
      'https://cdn.example/film.mp4?Policy=eyJabc&Signature=SECRETSIG&token=tok123#session=1',
      'https://cdn.example/film.mp4',
    ],
    ['https://name:word@cdn.example:8443/a/b#v=1', 'https://cdn.example:8443/a/b'],
    [`https://cdn.example/s/${token}/film.mp4`, 'https://cdn.example/s/[…]/film.mp4'],
    [`https://cdn.example/hls/sig=${token}=/1.m3u8`, 'https://cdn.example/hls/[…]/1.m3u8'],
    [
      'https://watch.example/films/2024-a-film-that-has-a-very-long-name-of-many-words',
      'https://watch.example/films/2024-a-film-that-has-a-very-long-name-of-many-words',
    ],
    ['https://watch.example/see?v=dQw4w9WgXcQ', 'https://watch.example/see'],
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLmine&pp=secret',
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    ['data:text/html,secret', '[…]'],
  ])('names the page %s as %s', (videoUrl, named) => {
    const known = { ...job, request: { ...job.request, videoUrl } };
    expect(jobLogText(known, [], 'about').split('\n')[2]).toBe(`video ${named}`);
  });

  it('tells neither where the file lies nor any address of media', () => {
    const done = sampleJob({
      state: 'done',
      file: { path: '/home/somebody/A title.mp4', bytes: 1024 ** 2, downloadId: 1 },
    });
    const old: LogEntry = {
      at: 1,
      what: 'not-clean',
      facts: { url: JSON.stringify(sampleRequest.parts[0]?.source) },
    };
    const text = jobLogText(done, [stateEntry(5, done.current), old], 'about');
    expect(text).toContain('status done 1.00MiB\n');
    expect(text).toMatch(/finished {2}done {2}bytes=1048576/);
    expect(text).not.toMatch(/somebody|A title|sig=|secret/);
  });
});

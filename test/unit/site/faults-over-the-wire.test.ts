import { request } from 'node:https';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { Fault } from '../../site/control/fault';
import { startSite } from '../../site/start-site';
import { ask, open, range, solvedAddress } from './site-client';

const id = 'url2020only';
const site = await startSite();
const url = (await solvedAddress(site, id, 136)).href;
afterEach(() => site.control.reset());
afterAll(() => site.close());

const once = (fault: Fault) => site.control.faults.add({ fault, times: 1 });
const piece = range(0, 99_999);

test('without a fault the answer is right', async () => {
  expect((await ask(site, url, piece)).body.length).toBe(100_000);
});

test.each([403, 404, 410, 429, 500])(
  'status %i, with Retry-After where it is wanted',
  async (status) => {
    once({ kind: 'status', status, retryAfter: '7' });
    const answer = await ask(site, url, piece);
    expect(answer.status).toBe(status);
    expect(answer.headers['retry-after']).toBe('7');
    expect((await ask(site, url, piece)).status).toBe(206);
  },
);

test('a redirect', async () => {
  once({ kind: 'redirect', to: 'https://media.evil.example/' });
  const answer = await ask(site, url, piece);
  expect([answer.status, answer.headers.location]).toEqual([302, 'https://media.evil.example/']);
});

test('a redirect to the same address at another host', async () => {
  once({ kind: 'redirect-host', host: 'rr9---sn-reelkeep.googlevideo.com' });
  const { status, headers } = await ask(site, url, piece);
  const there = new URL(url);
  there.host = 'rr9---sn-reelkeep.googlevideo.com';
  expect([status, headers.location]).toEqual([302, there.href]);
});

test('a Content-Range of other bytes', async () => {
  once({ kind: 'wrong-content-range', shift: 10 });
  const answer = await ask(site, url, piece);
  expect(answer.headers['content-range']).toMatch(/^bytes 10-100009\//);
  expect(answer.body.length).toBe(100_000);
});

test('200 and the whole file where a range was asked', async () => {
  once({ kind: 'ignore-range' });
  const answer = await ask(site, url, piece);
  expect(answer.status).toBe(200);
  expect(answer.headers['content-range']).toBeUndefined();
  expect(answer.body.length).toBeGreaterThan(100_000);
});

test('fewer bytes than asked, honestly stated', async () => {
  once({ kind: 'short', bytes: 500 });
  const answer = await ask(site, url, piece);
  expect(answer.headers['content-range']).toMatch(/^bytes 0-99999\//);
  expect([answer.headers['content-length'], answer.body.length]).toEqual(['500', 500]);
});

test.each(['cut', 'reset'] as const)('%s: the connection ends within the body', async (kind) => {
  once({ kind, afterBytes: 5000 });
  const answer = await open(site, url, piece);
  expect(answer.headers['content-length']).toBe('100000');
  let received = 0;
  const read = async () => {
    for await (const chunk of answer) received += chunk.length;
  };
  await expect(read()).rejects.toThrow(kind === 'reset' ? /ECONNRESET|aborted/ : /aborted/);
  expect(received).toBe(5000);
});

test('a stall: the connection stays, nothing more comes, and closing it is seen', async () => {
  once({ kind: 'stall', afterBytes: 5000 });
  const answer = await open(site, url, piece);
  let received = 0;
  answer.on('data', (chunk) => {
    received += chunk.length;
  });
  await expect.poll(() => received).toBe(5000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(answer.complete).toBe(false);
  answer.destroy();
  await expect.poll(() => site.control.requests.list().at(-1)?.state).toBe('aborted');
});

test('a throttle', async () => {
  once({ kind: 'throttle', bytesPerSecond: 250_000 });
  const started = performance.now();
  await ask(site, url, piece);
  expect(performance.now() - started).toBeGreaterThan(320);
});

test('other content under another ETag', async () => {
  const right = await ask(site, url, piece);
  once({ kind: 'change-content' });
  const changed = await ask(site, url, piece);
  expect(changed.headers.etag).not.toBe(right.headers.etag);
  expect(changed.body.length).toBe(right.body.length);
  expect(changed.body.equals(right.body)).toBe(false);
});

test('a refused request uses up no fault', async () => {
  const handle = once({ kind: 'status', status: 500 });
  expect((await ask(site, url.replace('sig=', 'sig=x'), piece)).status).toBe(403);
  expect(handle.struck).toBe(0);
});

test('a client that leaves before its answer begins is no fault of the site', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  site.control.playerDelayMs = 200;
  const headers = { host: 'www.youtube.com', origin: 'https://www.youtube.com' };
  const path = '/youtubei/v1/player';
  const at = { host: '127.0.0.1', port: site.port, rejectUnauthorized: false };
  const asked = request({ ...at, path, method: 'POST', headers });
  asked.on('error', () => asked.destroy());
  asked.end(JSON.stringify({ videoId: id }));
  await expect.poll(() => site.control.requests.list({ kind: 'innertube' })).toHaveLength(1);
  asked.destroy();
  const state = () => site.control.requests.list({ kind: 'innertube' })[0]?.state;
  await expect.poll(state).toBe('aborted');
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});

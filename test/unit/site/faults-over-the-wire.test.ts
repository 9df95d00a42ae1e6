import { once as eventOnce } from 'node:events';
import { request } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { Fault } from '../../site/control/fault';
import { clips } from '../../site/media/clips';
import { startSite } from '../../site/start-site';
import { playerQuestion } from './player-question';
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
  expect(site.control.requests.list().at(-1)).toMatchObject({ onTheWire: 5000 });
});

test('a stall: the connection stays, nothing more comes, and closing it is seen', async () => {
  once({ kind: 'stall', afterBytes: 5000 });
  const answer = await open(site, url, piece);
  let received = 0;
  answer.on('data', (chunk) => {
    received += chunk.length;
  });
  await expect.poll(() => received).toBe(5000);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(answer.complete).toBe(false);
  answer.destroy();
  const entry = () => site.control.requests.list().at(-1);
  await expect.poll(() => entry()?.state).toBe('aborted');
  // All of it has had time to arrive.
  expect(entry()).toMatchObject({ bytesSent: 5000, onTheWire: 0 });
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

test('a longer file behind the same bytes', async () => {
  const right = await ask(site, url, piece);
  once({ kind: 'change-length', by: 1000 });
  const { headers, body } = await ask(site, url, piece);
  const total = Number(right.headers['content-range']?.split('/')[1]);
  expect(headers['content-range']).toBe(`bytes 0-99999/${total + 1000}`);
  expect(body.equals(right.body)).toBe(true);
});

test('gzip where nobody asked for it', async () => {
  const right = await ask(site, url, piece);
  once({ kind: 'gzip' });
  const { headers, body } = await ask(site, url, piece);
  expect(headers).toMatchObject({ 'content-encoding': 'gzip' });
  expect(headers['content-length']).toBeUndefined();
  expect(gunzipSync(body).equals(right.body)).toBe(true);
});

test.each([
  { as: 'page', status: 200, type: 'text/html; charset=utf-8', bytes: 66 },
  { as: 'page-part', status: 206, type: 'text/html; charset=utf-8', bytes: 100_000 },
  { as: 'noise', status: 206, type: 'video/mp4', bytes: 100_000 },
] as const)('garbage as a $as', async ({ as, status, type, bytes }) => {
  const right = await ask(site, url, piece);
  once({ kind: 'garbage', as });
  const answer = await ask(site, url, piece);
  expect([answer.status, answer.headers['content-type']]).toEqual([status, type]);
  expect(answer.body.length).toBe(bytes);
  expect(answer.body.equals(right.body)).toBe(false);
});

test('Retry-After as a date', async () => {
  once({ kind: 'status', status: 503, retryDateIn: 60 });
  const { headers } = await ask(site, url, piece);
  const seconds = (Date.parse(String(headers['retry-after'])) - Date.now()) / 1000;
  expect(seconds).toBeGreaterThan(50);
  expect(seconds).toBeLessThanOrEqual(60);
});

test('drops: fast up to a byte, slow from there, and fast again after a while', async () => {
  once({ kind: 'drip', afterBytes: 50_000, bytesPerSecond: 10_000, forMs: 300 });
  const started = performance.now();
  const { body } = await ask(site, url, piece);
  expect(body.length).toBe(100_000);
  expect(performance.now() - started).toBeGreaterThan(250);
  expect(performance.now() - started).toBeLessThan(3000);
});

test('silence: no head, and closing it is seen', async () => {
  once({ kind: 'silence' });
  const leaving = new AbortController();
  const answer = open(site, url, { ...piece, signal: leaving.signal });
  await expect.poll(() => site.control.requests.list().at(-1)?.fault).toBe('silence');
  await new Promise((resolve) => setTimeout(resolve, 100));
  leaving.abort();
  await expect(answer).rejects.toThrow();
  await expect.poll(() => site.control.requests.list().at(-1)?.state).toBe('aborted');
});

test('another version of a video: new bytes under the old address, and a page that says so', async () => {
  const before = await ask(site, url, piece);
  site.control.replaceMedia(id, clips.glacier);
  const after = await ask(site, url, piece);
  expect(after.headers.etag).not.toBe(before.headers.etag);
  expect(after.body.equals(before.body)).toBe(false);
  const renewed = await solvedAddress(site, id, 136);
  expect(renewed.searchParams.get('clen')).not.toBe(new URL(url).searchParams.get('clen'));
  site.control.reset();
  expect((await ask(site, url, piece)).headers.etag).toBe(before.headers.etag);
}, 120_000);

test('unplugged, nobody can connect and who was connected is reset; plugged in, it is as before', async () => {
  once({ kind: 'stall', afterBytes: 5000 });
  const answer = await open(site, url, piece);
  const broken = eventOnce(answer, 'error');
  answer.resume();
  await site.unplug();
  await broken;
  await expect(ask(site, url, piece)).rejects.toThrow(/ECONNREFUSED/);
  await site.plugIn();
  expect((await ask(site, url, piece)).status).toBe(206);
});

test('a refused request uses up no fault', async () => {
  const handle = once({ kind: 'status', status: 500 });
  expect((await ask(site, url.replace('sig=', 'sig=x'), piece)).status).toBe(403);
  expect(handle.struck).toBe(0);
});

test('a client that leaves before its answer begins is no fault of the site', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  site.control.playerDelayMs = 200;
  const { body, ...question } = playerQuestion(id);
  const headers = { ...question.headers, host: 'www.youtube.com' };
  const path = '/youtubei/v1/player';
  const at = { host: '127.0.0.1', port: site.port, rejectUnauthorized: false };
  const asked = request({ ...at, path, method: 'POST', headers });
  asked.on('error', () => asked.destroy());
  asked.end(body);
  await expect.poll(() => site.control.requests.list({ kind: 'innertube' })).toHaveLength(1);
  asked.destroy();
  const state = () => site.control.requests.list({ kind: 'innertube' })[0]?.state;
  await expect.poll(state).toBe('aborted');
  expect(complaints).not.toHaveBeenCalled();
  complaints.mockRestore();
});

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { mirrorsOf } from '../../../src/extract/youtube/mirror-addresses';
import { type Site, startSite } from '../../site/start-site';
import { ask, open, range, solvedAddress } from './site-client';

// Media are made the first time.
vi.setConfig({ testTimeout: 60_000 });

const id = 'url2020only';
const site: Site = await startSite();
afterEach(() => site.control.reset());
afterAll(() => site.close());

const fileOf = async (itag: number) => {
  const video = site.videos.find((one) => one.id === id);
  const file = await video?.formats.find((format) => format.itag === itag)?.file();
  if (!file) throw new Error(`No itag ${itag}`);
  return file;
};

const media = () => site.control.requests.list({ kind: 'media' });

test('a range by header: 206, its Content-Range, the very bytes, and what caching needs', async () => {
  const url = await solvedAddress(site, id, 136);
  const { path, bytes } = await fileOf(136);
  const { status, headers, body } = await ask(site, url.href, range(1000, 4999));
  expect(status).toBe(206);
  expect(headers['content-range']).toBe(`bytes 1000-4999/${bytes}`);
  expect(headers['content-length']).toBe('4000');
  expect(headers['accept-ranges']).toBe('bytes');
  expect(headers['content-type']).toBe('video/mp4');
  expect(headers.etag).toMatch(/^"\d+"$/);
  expect(Date.parse(headers['last-modified'] ?? '')).toBeGreaterThan(0);
  expect(body.equals((await readFile(path)).subarray(1000, 5000))).toBe(true);
});

test('a range by parameter: 200, no Content-Range, the very bytes', async () => {
  const url = await solvedAddress(site, id, 136);
  url.searchParams.set('range', '1000-4999');
  const { status, headers, body } = await ask(site, url.href);
  expect(status).toBe(200);
  expect(headers['content-range']).toBeUndefined();
  expect(body.equals((await readFile((await fileOf(136)).path)).subarray(1000, 5000))).toBe(true);
});

test('all of it, in pieces, is the file', async () => {
  const url = await solvedAddress(site, id, 18);
  const { path, bytes } = await fileOf(18);
  const half = Math.floor(bytes / 2);
  const first = await ask(site, url.href, range(0, half));
  const second = await ask(site, url.href, range(half + 1, bytes + 1000));
  const hash = (...parts: Buffer[]) =>
    createHash('sha256').update(Buffer.concat(parts)).digest('hex');
  expect(hash(first.body, second.body)).toBe(hash(await readFile(path)));
  expect(site.control.requests.fetchedTwice()).toEqual([]);
  expect(site.control.requests.bytesSent({ kind: 'media' })).toBe(bytes);
});

test('an address may name another host, as the real ones do, and there are the same bytes', async () => {
  site.control.namesMirrors = true;
  const url = await solvedAddress(site, id, 136);
  const mirrors = mirrorsOf(url.href);
  expect(mirrors).toHaveLength(1);
  const [here, there] = await Promise.all(
    [url.href, ...mirrors].map((address) => ask(site, address, range(1000, 4999))),
  );
  expect(there?.status).toBe(206);
  expect(here && there?.body.equals(here.body)).toBe(true);
  const hosts = media().map(({ host }) => host);
  expect(new Set(hosts).size).toBe(2);
});

test('beyond the end: 416 with the length', async () => {
  const url = await solvedAddress(site, id, 140);
  const { bytes } = await fileOf(140);
  const { status, headers } = await ask(site, url.href, range(bytes, bytes + 1));
  expect(status).toBe(416);
  expect(headers['content-range']).toBe(`bytes */${bytes}`);
});

test('HEAD: the head alone', async () => {
  const url = await solvedAddress(site, id, 140);
  const { status, headers, body } = await ask(site, url.href, { method: 'HEAD' });
  expect(status).toBe(200);
  expect(headers['content-length']).toBe(String((await fileOf(140)).bytes));
  expect(body.length).toBe(0);
});

test('If-Range of other bytes asks for the whole', async () => {
  const url = await solvedAddress(site, id, 140);
  const { headers } = await ask(site, url.href, range(0, 9));
  const condition = (etag: string) => ({ headers: { range: 'bytes=0-9', 'if-range': etag } });
  expect((await ask(site, url.href, condition(headers.etag ?? ''))).status).toBe(206);
  expect((await ask(site, url.href, condition('"other"'))).status).toBe(200);
});

test("CORS is for the site's own pages", async () => {
  const url = await solvedAddress(site, id, 140);
  const from = async (origin: string) => {
    const { headers } = await ask(site, url.href, { headers: { origin, range: 'bytes=0-9' } });
    return headers['access-control-allow-origin'];
  };
  expect(await from('https://www.youtube.com')).toBe('https://www.youtube.com');
  expect(await from('https://evil-youtube.com')).toBeUndefined();
  expect(await from('chrome-extension://abcdef')).toBeUndefined();
});

test.each(['sig', 'expire', 'ei', 'ip', 'clen', 'dur', 'lmt'])(
  'a changed %s is refused',
  async (name) => {
    const url = await solvedAddress(site, id, 136);
    url.searchParams.set(name, `${url.searchParams.get(name)}1`);
    expect((await ask(site, url.href, range(0, 9))).status).toBe(403);
    expect(media().at(-1)?.note).toBe('signature');
  },
);

test('the signature of one format opens no other', async () => {
  const url = await solvedAddress(site, id, 18);
  url.searchParams.set('itag', '136');
  expect((await ask(site, url.href, range(0, 9))).status).toBe(403);
});

test('what the signature does not vouch for may be added', async () => {
  const url = await solvedAddress(site, id, 136);
  for (const name of ['rn', 'cpn', 'rbuf']) url.searchParams.set(name, '1');
  expect((await ask(site, url.href, range(0, 9))).status).toBe(206);
});

test('an expired address is refused, one given out afterwards is not', async () => {
  const before = await solvedAddress(site, id, 136);
  site.control.expireAddresses();
  expect((await ask(site, before.href, range(0, 9))).status).toBe(403);
  expect(media().at(-1)?.note).toBe('expired');
  const after = await solvedAddress(site, id, 136);
  expect((await ask(site, after.href, range(0, 9))).status).toBe(206);
  site.control.urlLifetimeSeconds = -1;
  const late = await solvedAddress(site, id, 136);
  expect((await ask(site, late.href, range(0, 9))).status).toBe(403);
});

test('an n that is not solved comes at 50 KB/s', async () => {
  const url = await solvedAddress(site, id, 136);
  const timed = async (address: string) => {
    const started = performance.now();
    await ask(site, address, range(0, 29_999));
    return performance.now() - started;
  };
  expect(await timed(url.href)).toBeLessThan(400);
  url.searchParams.set('n', 'c_2RzmpZkI_56vWjL');
  expect(await timed(url.href)).toBeGreaterThan(500);
  expect(media().map(({ note }) => note)).toEqual([undefined, 'n']);
});

test('every request is in the log, an aborted one too', async () => {
  const url = await solvedAddress(site, id, 136);
  site.control.limits = { connectionBytesPerSecond: 100_000 };
  const answer = await open(site, url.href, range(0, 499_999));
  answer.once('data', () => answer.destroy());
  await expect.poll(() => media().at(-1)?.state).toBe('aborted');
  const request = media().at(-1);
  expect(request).toMatchObject({ videoId: id, itag: 136, status: 206, kind: 'media' });
  expect(request?.range).toEqual({ start: 0, end: 499_999 });
  expect(request?.bytesSent).toBeLessThan(200_000);
});

import { readFile } from 'node:fs/promises';
import { createContext, runInContext } from 'node:vm';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dubs, xtagsOf } from '../../site/media/dubs';
import { readToken } from '../../site/sabr/po-token';
import { type Site, startSite } from '../../site/start-site';
import {
  formatFrom,
  innertubeResponse,
  type StreamedEntry,
  type StreamedPage,
  sourceOf,
  streamedPage,
  streamedTrack,
} from './sabr-client';
import { ask, range } from './site-client';

// Media are made the first time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const id = 'sabr2026own';
const site: Site = await startSite();
let page: StreamedPage;
// Each time: a test may have expired what was given out before.
beforeEach(async () => {
  page = await streamedPage(site, id);
});
afterEach(() => site.control.reset());
afterAll(() => site.close());

const entryOf = ({ response }: StreamedPage, itag: number): StreamedEntry => {
  const entry = response.streamingData.adaptiveFormats.find((one) => one.itag === itag);
  if (!entry) throw new Error(`No itag ${itag}`);
  return entry;
};

async function fileOf(videoId: string, itag: number): Promise<Buffer> {
  const video = site.videos.find((one) => one.id === videoId);
  const file = await video?.formats.find((format) => format.itag === itag)?.file();
  return readFile(file?.path ?? '');
}

const media = () => site.control.requests.list({ kind: 'media' });

test('the page: 18 with an address, the others without, one address and a configuration for them', () => {
  const { streamingData, playerConfig } = page.response;
  expect(streamingData.formats?.map(({ itag }) => itag)).toEqual([18]);
  const address = new URL(streamingData.formats?.[0]?.url ?? '');
  for (const name of ['n', 'sig', 'spc', 'rqh', 'sefc', 'clen']) {
    expect(address.searchParams.has(name)).toBe(true);
  }
  expect(address.searchParams.get('ratebypass')).toBe('yes');
  for (const entry of streamingData.adaptiveFormats) {
    expect(entry).not.toHaveProperty('url');
    expect(entry).not.toHaveProperty('signatureCipher');
  }
  const streaming = new URL(streamingData.serverAbrStreamingUrl);
  expect(Object.fromEntries(streaming.searchParams)).toMatchObject({ sabr: '1', c: 'WEB' });
  const { mediaUstreamerRequestConfig } = playerConfig.mediaCommonConfig;
  expect(mediaUstreamerRequestConfig.videoPlaybackUstreamerConfig).toMatch(/^[\w-]{100,}$/);
});

test('the page names its client, and another event each time', async () => {
  for (const part of ['"INNERTUBE_CLIENT_NAME":"WEB"', '"INNERTUBE_CLIENT_VERSION":"2.2026']) {
    expect(page.text).toContain(part);
  }
  expect((await streamedPage(site, id)).event).not.toBe(page.event);
});

test('18 comes by its own address, without a token', async () => {
  const url = new URL(page.response.streamingData.formats?.[0]?.url ?? '');
  const n = url.searchParams.get('n') ?? '';
  url.searchParams.set('n', site.players.of('2026').solveN(n));
  const { status, body } = await ask(site, url.href, range(0, 999));
  expect(status).toBe(206);
  expect(body.equals((await fileOf(id, 18)).subarray(0, 1000))).toBe(true);
});

test("the page's own URL class solves n", async () => {
  const { path, script, solveN } = site.players.of('2026');
  expect(page.text).toContain(path);
  const world = createContext({});
  runInContext(script, world);
  const n = new URL(page.response.streamingData.serverAbrStreamingUrl).searchParams.get('n') ?? '';
  const solved = runInContext(
    `(${solveByClass.toString()})(_yt_player, ${JSON.stringify(`https://x.googlevideo.com/videoplayback?n=${n}`)})`,
    world,
  );
  expect(solved).toEqual([solveN(n)]);
});

/** As facts §2.5 have it: the one class with `get`, `set`, `clone` and a further method. */
function solveByClass(player: Record<string, unknown>, url: string): string[] {
  return Object.values(player).flatMap((value) => {
    if (typeof value !== 'function') return [];
    const names = Object.getOwnPropertyNames(value.prototype ?? {});
    const known = ['constructor', 'get', 'set', 'clone'];
    const [method, ...others] = names.filter((name) => !known.includes(name));
    if (!known.every((name) => names.includes(name)) || !method || others.length > 0) return [];
    const instance = Reflect.construct(value, [url, true]);
    instance[method]();
    return [String(instance.get('n'))];
  });
}

test.each([134, 160, 243, 140, 251])('itag %i, byte by byte', async (itag) => {
  const source = sourceOf(site, id, page.response, page.event);
  const bytes = await streamedTrack(site, source, formatFrom(entryOf(page, itag)), { windows: 2 });
  expect(Buffer.from(bytes).equals(await fileOf(id, itag))).toBe(true);
  expect(media().at(-1)).toMatchObject({ kind: 'media', videoId: id, itag, method: 'POST' });
});

test('five sounds of one itag, each its own', async () => {
  const dubbedPage = await streamedPage(site, 'sabr2026dub');
  const source = sourceOf(site, 'sabr2026dub', dubbedPage.response, dubbedPage.event);
  const entries = dubbedPage.response.streamingData.adaptiveFormats.filter(
    (entry) => entry.itag === 251,
  );
  expect(entries.map(({ xtags }) => xtags)).toEqual(Object.values(dubs).map(xtagsOf));
  const sounds = [];
  for (const entry of entries) sounds.push(await streamedTrack(site, source, formatFrom(entry)));
  const texts = new Set(sounds.map((bytes) => Buffer.from(bytes).toString('base64')));
  expect(texts.size).toBe(5);
});

const failing = (source: ReturnType<typeof sourceOf>) =>
  expect(streamedTrack(site, source, formatFrom(entryOf(page, 140)))).rejects;

test('refused: another signature, address, time, or n', async () => {
  const source = sourceOf(site, id, page.response, page.event);
  for (const [name, note] of [
    ['sig', 'signature'],
    ['ei', 'signature'],
    ['spc', 'signature'],
    ['n', 'n'],
  ] as const) {
    const url = new URL(source.url);
    url.searchParams.set(name, `${url.searchParams.get(name)}x`);
    await failing({ ...source, url: url.href }).toHaveProperty('code', 'http-403');
    expect(media().at(-1)).toMatchObject({ status: 403, note });
  }
  site.control.expireAddresses();
  await failing(source).toHaveProperty('code', 'http-403');
  expect(media().at(-1)?.note).toBe('expired');
});

test('a request that is none: 415 and 400; from a page of YouTube it may be asked', async () => {
  const { url } = sourceOf(site, id, page.response, page.event);
  const post = (type: string) =>
    ask(site, url, { method: 'POST', headers: { 'content-type': type }, body: 'x' });
  expect((await post('text/plain')).status).toBe(415);
  expect((await post('application/x-protobuf')).status).toBe(400);
  const { headers } = await ask(site, url, {
    method: 'OPTIONS',
    headers: { origin: 'https://www.youtube.com' },
  });
  expect(headers['access-control-allow-headers']).toContain('Content-Type');
});

test('without a token the first minute comes, and no more', async () => {
  const { poToken: _token, ...source } = sourceOf(site, id, page.response, page.event);
  await failing(source).toHaveProperty('code', 'attestation-required');
  const sent = site.control.sabr.log.list().flatMap((request) => request.sent);
  // Pieces of ten seconds: six of them begin within the minute.
  expect(Math.max(...sent.map(({ sequence }) => sequence))).toBe(6);
});

test('the token of another page of the site does, one from nowhere does not', async () => {
  const other = await streamedPage(site, id);
  const source = sourceOf(site, id, page.response, other.event);
  await streamedTrack(site, source, formatFrom(entryOf(page, 140)));
  await failing(sourceOf(site, id, page.response, '')).toHaveProperty(
    'code',
    'attestation-required',
  );
});

test('advertisements: 18 is refused until they are over, the stream says when to come again', async () => {
  site.control.sabr.turn({ adSeconds: 1, contexts: 'by-default' });
  const fresh = await streamedPage(site, id);
  expect(fresh.response).toHaveProperty('adPlacements');
  const url = new URL(fresh.response.streamingData.formats?.[0]?.url ?? '');
  expect((await ask(site, url.href, range(0, 9))).status).toBe(403);
  expect(media().at(-1)?.note).toBe('advertisements');
  const waits: number[] = [];
  const source = sourceOf(site, id, fresh.response, fresh.event);
  const onServerWait = () => waits.push(1);
  await streamedTrack(site, source, formatFrom(entryOf(fresh, 251)), { onServerWait });
  expect(waits.length).toBeGreaterThan(0);
});

test('reload: InnerTube gives other data for the token', async () => {
  site.control.sabr.turn({ reloadAfter: 1 });
  const doubts: string[] = [];
  const source = sourceOf(site, id, page.response, page.event);
  const bytes = await streamedTrack(site, source, formatFrom(entryOf(page, 251)), {
    renew: async (doubt) => {
      doubts.push(doubt.kind);
      const token = doubt.kind === 'reload' ? doubt.token : undefined;
      return sourceOf(site, id, await innertubeResponse(site, id, token), page.event);
    },
  });
  expect(doubts).toEqual(['reload']);
  expect(Buffer.from(bytes).equals(await fileOf(id, 251))).toBe(true);
});

test('a connection that is reset, and one that stands still, cost no more than they carried', async () => {
  site.control.faults.add({ fault: { kind: 'reset', afterBytes: 100_000 }, after: 1, times: 2 });
  site.control.faults.add({ fault: { kind: 'cut', afterBytes: 300_000 }, after: 1, times: 1 });
  const source = sourceOf(site, id, page.response, page.event);
  const bytes = await streamedTrack(site, source, formatFrom(entryOf(page, 134)), { windows: 2 });
  expect(Buffer.from(bytes).equals(await fileOf(id, 134))).toBe(true);
  expect(site.control.sabr.log.sentAgain().length).toBeLessThanOrEqual(5);
});

/** The inline script that makes the minter, run as a page would. */
async function minterOf({ text }: StreamedPage) {
  const [, script = ''] =
    /<script>(\(\/\*\*\n \* The page's own client[\s\S]*?)<\/script>/.exec(text) ?? [];
  const page = { performance, TextEncoder, btoa, Math, String, Error, window: {} as object };
  runInContext(script, createContext(page));
  const [name = '', holder] = Object.entries(page.window)[0] ?? [];
  expect(name).toMatch(/^havuokmhhs-/);
  return holder.bevasrs;
}

test("the page's minter: not ready at first, then a token that the site trusts, a hundred of them", async () => {
  site.control.sabr.turn({
    minter: { isAbsent: false, readyAfterMs: 50, backoffs: 1, mostMints: 3 },
  });
  const fresh = await streamedPage(site, id);
  const minter = await minterOf(fresh);
  await expect(minter.wpc()).rejects.toThrow('SDF:notready');
  await expect.poll(() => minter.wpc().then(() => 'ready', String)).toBe('ready');
  const client = await minter.wpc();
  const asked = { c: id, mc: false, me: false };
  await expect(client.mws(asked)).rejects.toThrow('backoff');
  await expect(client.mws({ c: id })).rejects.toThrow('BAD');
  const token = await client.mws(asked);
  expect(readToken(Buffer.from(token, 'base64url'))).toEqual({
    ...{ binding: id, event: fresh.event, mint: 1 },
  });
  await client.mws(asked);
  await client.mws(asked);
  await expect(client.mws(asked)).rejects.toThrow('exhausted');
});

test('a page without a minter', async () => {
  site.control.sabr.turn({
    minter: { isAbsent: true, readyAfterMs: 0, backoffs: 0, mostMints: 100 },
  });
  expect((await streamedPage(site, id)).text).not.toContain('havuokmhhs');
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findSources, type SourcesWish } from '../../../src/background/find-sources';
import { identityOf } from '../../../src/background/same-formats';
import type { InnertubeCall } from '../../../src/extract/youtube/innertube-request';
import { readFormats } from '../../../src/extract/youtube/read-formats';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { fakeBrowser } from '../../helpers/fake-browser';
import { videoId } from '../../helpers/fake-page-view';
import { media, pageData, streamedResponse } from '../../helpers/page-data';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

const page = pageData({ sts: 20_000, clientNumber: 1, playerResponse: streamedResponse });
const { formats } = readFormats(page);
const adaptive = formats.filter(({ itag }) => itag !== 18).map(identityOf);
const { adaptiveFormats } = streamedResponse.streamingData;
const { signal } = new AbortController();

/** What the tab's page gives: tokens, and InnerTube's answers by client. */
let mints: (string | undefined)[];
let answers: Record<string, object>;
let asked: string[];
/** Beside its video. */
let says: object;
const token = (mint: number) => `token-of-the-page-${mint}`;
const mintInPage = vi.fn(() => {
  const minted = mints.shift();
  return JSON.stringify(minted === undefined ? { absent: true } : { token: minted });
});
beforeEach(() => {
  mints = [token(1), token(2)];
  answers = {};
  asked = [];
  says = { isBoundToVideo: false };
  fakeBrowser.openTabs.push({
    id: 1,
    url: watchUrl(videoId),
    page: {
      readSessionInPage: () => JSON.stringify(says),
      mintInPage,
      askInnertubeInPage: (call: InnertubeCall) => {
        const { client } = JSON.parse(call.body).context;
        asked.push(client.clientName);
        const answer = answers[client.clientName];
        return JSON.stringify({ status: 200, text: JSON.stringify(answer ?? refused) });
      },
    },
  });
});
afterEach(() => {
  fakeBrowser.reset();
});

const refused = { playabilityStatus: { status: 'UNPLAYABLE', reason: 'Not available' } };
/** As VISIONOS answers: the same files, each with an address. */
const addressed = {
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId },
  streamingData: {
    adaptiveFormats: adaptiveFormats.map((format) => ({
      ...format,
      url: media(`c=VISIONOS&itag=${format.itag}`),
    })),
  },
};

const find = (visitorData: string, more: Partial<SourcesWish> = {}) =>
  findSources(
    {
      page: { ...page, visitorData },
      ...{ wanted: adaptive, origin: { tabId: 1 }, failed: [] },
      decipher: async ({ ns }) => ({
        signatures: new Map(),
        ns: new Map(ns.map((n) => [n, `${n}-solved`])),
      }),
      ...more,
    },
    signal,
  );

test('the streaming protocol: address solved, token minted once, each format under its name', async () => {
  const { tier, sources, notes } = await find('visitor-a');
  expect([tier, notes]).toEqual(['sabr', []]);
  const [picture, sound] = adaptive.map(({ formatId }) => sources[formatId]);
  const source = {
    url: media('sabr=1&n=NSABR-solved&expire=1780890130'),
    mirrors: [],
    ustreamerConfig: 'Q29uZmln',
    client: { name: 1, version: '2.20260708.00.00' },
    poToken: token(1),
  };
  expect(picture).toEqual({
    source: {
      kind: 'sabr',
      source,
      format: {
        ...{ itag: 137, lastModified: '1724100178355375', kind: 'video', videoId },
        ...{ contentLength: 1000, resolution: 1080 },
      },
    },
    contentLength: 1000,
    lastModified: '1724100178355375',
  });
  expect(sound).toMatchObject({ source: { source, format: { itag: 140, kind: 'audio' } } });
  await find('visitor-a');
  expect(mintInPage).toHaveBeenCalledTimes(1);
});

test('a token outlives the worker that asked for it', async () => {
  await find('visitor-n');
  vi.resetModules();
  const again = await import('../../../src/background/page-tokens');
  const origin = { tabId: 1 };
  expect(await again.tokenFor({ origin, videoId }, 'visitor-n', undefined, signal)).toBe(token(1));
  expect(mintInPage).toHaveBeenCalledTimes(1);
});

test('what the server doubts is minted anew; what has merely expired is not', async () => {
  await find('visitor-b');
  const before = (kind: 'attestation' | 'expired') => ({
    ...{ tier: 'sabr', doubt: { kind }, poToken: token(1) },
  });
  const tokens = [];
  for (const kind of ['expired', 'attestation'] as const) {
    const { sources } = await find('visitor-b', { before: before(kind) });
    const { source } = sources[adaptive[0]?.formatId ?? ''] ?? {};
    tokens.push(source?.kind === 'sabr' && source.source.poToken);
  }
  expect(tokens).toEqual([token(1), token(2)]);
});

test('a client that is told that we ask too often is the last that asks', async () => {
  mints = [];
  const reason = 'This content isn’t available, try again later.';
  answers = { VISIONOS: { playabilityStatus: { status: 'UNPLAYABLE', reason } } };
  await expect(find('visitor-p')).rejects.toMatchObject({ code: 'http-429' });
  expect(asked).toEqual(['VISIONOS']);
});

test('without a token: a client that needs none, and what failed is told', async () => {
  mints = [];
  answers = { VISIONOS: addressed };
  const { tier, sources, notes } = await find('visitor-c');
  expect(tier).toBe('client:VISIONOS');
  expect(notes).toEqual([{ what: 'tier-failed', tier: 'sabr', code: 'attestation-required' }]);
  expect(sources[adaptive[0]?.formatId ?? '']).toMatchObject({
    source: { kind: 'url', url: media('c=VISIONOS&itag=137') },
  });
});

test('without a token and without such a client: why the best way failed', async () => {
  mints = [];
  await expect(find('visitor-d')).rejects.toMatchObject({ code: 'attestation-required' });
  expect(asked).toEqual(['VISIONOS', 'WEB_EMBEDDED_PLAYER']);
});

test('another version of a client’s is not taken', async () => {
  answers = {
    VISIONOS: {
      ...addressed,
      streamingData: {
        adaptiveFormats: addressed.streamingData.adaptiveFormats.map((format) => ({
          ...format,
          lastModified: '1800000000000000',
        })),
      },
    },
  };
  const failed = [{ tier: 'sabr', code: 'sabr-error' }] as const;
  await expect(find('visitor-e', { failed })).rejects.toMatchObject({ code: 'format-changed' });
});

test('a token that a client’s addresses want goes with them', async () => {
  const url = media('c=TVHTML5_SIMPLY&itag=137');
  answers = {
    TVHTML5_SIMPLY: {
      ...addressed,
      streamingData: { adaptiveFormats: [{ ...adaptiveFormats[0], url }] },
    },
  };
  const { sources } = await find('visitor-f', {
    wanted: adaptive.slice(0, 1),
    failed: [
      { tier: 'client:VISIONOS', code: 'no-formats' },
      { tier: 'sabr', code: 'sabr-error' },
    ],
  });
  expect(sources[adaptive[0]?.formatId ?? '']?.source).toMatchObject({
    url: `${url}&pot=${token(1)}`,
  });
});

test('what the media server asks to be asked anew is asked with its word', async () => {
  const config = { videoPlaybackUstreamerConfig: 'QW5ldw' };
  const playerConfig = { mediaCommonConfig: { mediaUstreamerRequestConfig: config } };
  answers = { WEB: { ...streamedResponse, playerConfig } };
  const before = { tier: 'sabr', doubt: { kind: 'reload', token: 'again' } } as const;
  const { sources } = await find('visitor-g', { before });
  expect(asked).toEqual(['WEB']);
  expect(sources[adaptive[0]?.formatId ?? '']?.source).toMatchObject({
    source: { ustreamerConfig: 'QW5ldw' },
  });
});

test('18 is taken from the page, whatever else there is', async () => {
  const wanted = formats.filter(({ itag }) => itag === 18).map(identityOf);
  const { tier, sources } = await find('visitor-h', { wanted });
  expect(tier).toBe('itag-18');
  expect(sources[wanted[0]?.formatId ?? '']?.source).toMatchObject({
    url: media('itag=18&n=N18-solved&expire=1780890130'),
  });
  expect(mintInPage).not.toHaveBeenCalled();
});

test('of a page that no tab shows it is known as well that advertisements come first', async () => {
  fakeBrowser.openTabs = [];
  const adPlacements = [
    {
      adPlacementRenderer: {
        config: { adPlacementConfig: { kind: 'AD_PLACEMENT_KIND_START' } },
        renderer: { instreamVideoAdRenderer: { skipOffsetMilliseconds: 5_000 } },
      },
    },
  ];
  const wanted = formats.filter(({ itag }) => itag === 18).map(identityOf);
  const { sources } = await find('visitor-m', {
    ...{ wanted, origin: {} },
    page: pageData({ sts: 20_000, playerResponse: { ...streamedResponse, adPlacements } }),
  });
  expect(sources[wanted[0]?.formatId ?? '']?.source).toMatchObject({
    notBefore: Math.min(Date.now(), 1_780_868_590_000) + 5_000,
  });
});

test('18 needs no token, whichever client has it', async () => {
  mints = [];
  const url = media('c=TVHTML5_SIMPLY&itag=18');
  const response = { ...addressed, streamingData: { formats: [{ itag: 18, url }] } };
  answers = { TVHTML5_SIMPLY: response };
  const failed = [
    { tier: 'itag-18', code: 'http-403' },
    { tier: 'sabr', code: 'sabr-error' },
  ] as const;
  const wanted = [{ formatId: '18', itag: 18 }];
  const { tier, sources } = await find('visitor-j', { wanted, failed });
  expect(tier).toBe('client:TVHTML5_SIMPLY');
  expect(sources['18']?.source).toMatchObject({ url });
});

test('who pays needs no token, until the server wants one all the same', async () => {
  const topbarLogoRenderer = { iconImage: { iconType: 'YOUTUBE_PREMIUM_LOGO' } };
  says = { ...says, topbar: { desktopTopbarRenderer: { logo: { topbarLogoRenderer } } } };
  expect(JSON.stringify(await find('visitor-k'))).not.toContain('poToken');
  const before = { tier: 'sabr', doubt: { kind: 'attestation' } } as const;
  expect(JSON.stringify(await find('visitor-k', { before }))).toContain(token(1));
});

test('no other site’s page is asked, and what is signed is asked where the cookies are', async () => {
  mints = [];
  const [own] = fakeBrowser.openTabs;
  if (!own) throw new Error('no tab');
  const stray = vi.fn(() => '{}');
  const strays = { mintInPage: stray, askInnertubeInPage: stray, readSessionInPage: stray };
  fakeBrowser.openTabs = [
    { id: 7, url: 'https://stray.example/', page: strays },
    { ...own, id: 8, url: 'https://www.youtube-nocookie.com/embed/other2020id' },
    { ...own, id: 9, url: 'https://www.youtube.com/' },
  ];
  const ran = vi.spyOn(fakeBrowser.scripting, 'executeScript');
  const loggedIn = { ...page, visitorData: 'visitor-l', loggedIn: true };
  const finding = find('visitor-l', { origin: {}, page: loggedIn });
  await expect(finding).rejects.toMatchObject({ code: 'attestation-required' });
  const asking = ran.mock.calls.filter(([{ func }]) => func.name === 'askInnertubeInPage');
  expect(stray).not.toHaveBeenCalled();
  expect(asked).toEqual(['VISIONOS', 'WEB_EMBEDDED_PLAYER']);
  expect(asking.map(([{ target }]) => target.tabId)).toEqual([8, 9]);
});

test('a short video needs no token', async () => {
  mints = [];
  const short = {
    ...streamedResponse,
    streamingData: {
      ...streamedResponse.streamingData,
      adaptiveFormats: adaptiveFormats.map((one) => ({ ...one, approxDurationMs: '49000' })),
    },
  };
  const { tier, sources } = await find('visitor-i', {
    page: pageData({ sts: 20_000, visitorData: 'visitor-i', playerResponse: short }),
  });
  expect(tier).toBe('sabr');
  expect(JSON.stringify(sources)).not.toContain('poToken');
});

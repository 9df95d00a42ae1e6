import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Origin } from '../../src/jobs/job';
import type { EngineEvents, FormatIdentity } from '../../src/protocol/background';
import { askExtension } from '../helpers/extension-pages';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { watchUrl } from '../site/video-spec';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

type Renewal = Parameters<EngineEvents['renewSources']>[0];

const video = videoOf('era2020sign');
const [itag = 0] = video.itags;
/** What the site has now, whichever that is. */
const anyVersion: FormatIdentity = { formatId: String(itag), itag };
let thisVersion = anyVersion;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  const { bytes } = await makeMedia(profileOf(itag), video.clip);
  thisVersion = { ...anyVersion, contentLength: bytes };
});
afterEach(() => world.reset());
afterAll(() => world.close());

/** As the engine asks the background; with the first bytes that the new address brings. */
const doubted: Renewal['wish'] = {
  before: { tier: 'page-address', doubt: { kind: 'moved' } },
  failed: [],
};

async function renew(asked: Partial<Renewal> & { readonly origin?: Origin } = {}) {
  const request: Renewal = {
    origin: { tabId: 1 },
    videoUrl: watchUrl(video.id),
    formats: [thisVersion],
    wish: { failed: [] },
    ...asked,
  };
  return askExtension(
    world.chromium,
    async (sent) => {
      const reply = await chrome.runtime.sendMessage({
        to: 'background',
        name: 'renewSources',
        request: sent,
      });
      if (!reply.ok) return { code: String(reply.error.code) };
      const [fresh] = Object.values<{ source: { url: string }; lastModified?: string }>(
        reply.value.sources,
      );
      const media = await fetch(fresh?.source.url ?? '', { headers: { range: 'bytes=0-99' } });
      return { status: media.status, version: fresh?.lastModified };
    },
    request,
  );
}
const pagesAsked = () => world.site.control.requests.list({ kind: 'page', videoId: video.id });
const slowed = () =>
  world.site.control.requests.list({ kind: 'media' }).filter(({ note }) => note !== undefined);

test('the tab that shows the video is read, and nothing is fetched', async () => {
  const tab = await world.watch(video.id);
  world.site.control.requests.clear();
  expect(await renew({ origin: { tabId: tab.tabId } })).toMatchObject({ status: 206 });
  expect(pagesAsked()).toEqual([]);
  expect(slowed()).toEqual([]);
});

test('without a tab of the site the watch page is fetched with the person’s own cookies', async () => {
  const tab = await world.watch(video.id);
  await world.chromium.context.setCookie({
    name: 'who',
    value: 'me',
    domain: 'www.youtube.com',
    sameSite: 'Lax',
    secure: true,
  });
  await tab.page.close();
  world.site.control.requests.clear();
  expect(await renew({ origin: { tabId: tab.tabId } })).toMatchObject({ status: 206 });
  expect(pagesAsked()).toMatchObject([{ cookie: 'who=me' }]);
  expect(slowed()).toEqual([]);
});

test('a tab of the site that shows something else fetches the page for us', async () => {
  await world.chromium.page.goto('https://www.youtube.com/');
  world.site.control.requests.clear();
  expect(await renew()).toMatchObject({ status: 206 });
  expect(pagesAsked()).toHaveLength(1);
  await world.chromium.page.goto('about:blank');
});

test('a tab whose addresses have expired is not believed', async () => {
  world.site.control.urlLifetimeSeconds = -10;
  const tab = await world.watch(video.id);
  world.site.control.reset();
  expect(await renew({ origin: { tabId: tab.tabId } })).toMatchObject({ status: 206 });
  expect(pagesAsked()).toHaveLength(1);
});

test('addresses refused before their time: a fresh page has better ones', async () => {
  const tab = await world.watch(video.id);
  world.site.control.expireAddresses();
  const origin = { tabId: tab.tabId };
  expect(await renew({ origin })).toMatchObject({ status: 403 });
  expect(await renew({ origin, wish: doubted })).toMatchObject({ status: 206 });
});

test('another version is said to be one, unless any will do', async () => {
  const before = await renew();
  world.site.control.replaceMedia(video.id, videoOf('era2015adap').clip);
  expect(before.version).toMatch(/^\d{16}$/);
  expect(await renew()).toEqual({ code: 'format-changed' });
  const now = await renew({ formats: [anyVersion] });
  expect(now).toMatchObject({ status: 206 });
  expect(now.version).not.toBe(before.version);
});

test('what the site refuses is told by its own code, a lost network as that', async () => {
  const { faults } = world.site.control;
  const gone = videoOf('priv2020sts');
  expect(await renew({ videoUrl: watchUrl(gone.id) })).toEqual({ code: 'private-video' });
  faults.add({ target: 'page', fault: { kind: 'reset', afterBytes: 10 } });
  expect(await renew()).toEqual({ code: 'network-lost' });
  faults.clear();
  faults.add({ target: 'page', fault: { kind: 'status', status: 429 } });
  expect(await renew()).toEqual({ code: 'http-429' });
  faults.clear();
  faults.add({ target: 'page', fault: { kind: 'redirect', to: 'https://www.youtube.com/' } });
  expect(await renew()).toEqual({ code: 'page-not-reachable' });
});

import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import manifest from '../../manifest.json';
import type { EngineEvents } from '../../src/protocol/background';
import { type FirefoxSession, startFirefox } from '../helpers/firefox-session';
import { PopupDriver } from '../helpers/popup-driver';
import { listFiles, waitForSavedFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { type ConnectProxy, startConnectProxy } from '../site/connect-proxy';
import { type Site, startSite } from '../site/start-site';
import { watchUrl } from '../site/video-spec';
import { videoOf } from './video-of';

type Renewal = Parameters<EngineEvents['renewSources']>[0];

const video = videoOf('era2020sign');
const [itag = 0] = video.itags;
const container = 'firefox-container-2';

let site: Site;
let proxy: ConnectProxy;
let firefox: FirefoxSession;
/** One of the extension's own pages: it may ask the browser and the background what a test needs. */
let own: Page;
let ownWindow: number;
beforeAll(async () => {
  site = await startSite();
  proxy = await startConnectProxy(site.port);
  firefox = await startFirefox({
    extension: inject('builds').firefox,
    proxyPort: proxy.port,
    geckoId: manifest.browser_specific_settings.gecko.id,
    allowPrivate: true,
  });
  own = await firefox.openExtensionPage('src/manager/index.html');
  ownWindow = await own.evaluate(async () => (await browser.windows.getCurrent()).id ?? 0);
});
afterEach(() => site.control.reset());
afterAll(async () => {
  await firefox?.close();
  await proxy?.close();
  await site?.close();
});

const ask = (name: string, request: unknown) =>
  own.evaluate(
    async (asked, sent) => {
      const reply = await browser.runtime.sendMessage({
        to: 'background',
        name: asked,
        request: sent,
      });
      return reply.ok ? { value: reply.value } : { code: String(reply.error.code) };
    },
    name,
    request,
  );

const renew = (origin: Renewal['origin']) =>
  ask('renewSources', {
    origin,
    videoUrl: watchUrl(video.id),
    formats: [{ formatId: String(itag), itag }],
    wish: { failed: [] },
  } satisfies Renewal);
const address = {
  value: {
    sources: {
      [itag]: { source: { url: expect.stringContaining('.googlevideo.com/videoplayback?') } },
    },
  },
};

/** Opens the site with these cookies, one of which says whose they are. */
async function visit(who: string, windowId: number, storeId = 'firefox-default'): Promise<number> {
  const tabId = await own.evaluate(
    async (url, value, where, whose) => {
      const cookie = { name: 'who', value, secure: true, sameSite: 'lax' } as const;
      await browser.cookies.set({ url, storeId: whose, ...cookie });
      const container = whose.includes('container') ? { cookieStoreId: whose } : {};
      const { id } = await browser.tabs.create({
        url,
        active: false,
        windowId: where,
        ...container,
      });
      return id ?? 0;
    },
    'https://www.youtube.com/',
    who,
    windowId,
    storeId,
  );
  await waitFor('the page', () =>
    own.evaluate(async (id) => {
      const { url, status } = await browser.tabs.get(id);
      return url?.startsWith('https:') && status === 'complete';
    }, tabId),
  );
  return tabId;
}
const openPrivateWindow = () =>
  own.evaluate(async () => (await browser.windows.create({ incognito: true }))?.id ?? 0);
const closeWindow = (windowId: number) =>
  own.evaluate((id) => browser.windows.remove(id), windowId);
const closeTab = (tabId: number) => own.evaluate((id) => browser.tabs.remove(id), tabId);
const openTabs = () =>
  own.evaluate(async () => (await browser.tabs.query({})).map(({ id, url }) => `${id} ${url}`));
/** What lies on our disk of private jobs. */
const privateFiles = () =>
  own.evaluate(async () => {
    const names: string[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const [name, folder] of root.entries()) {
      if (name !== 'private' || !('entries' in folder)) continue;
      for await (const [job] of folder.entries()) names.push(job);
    }
    return names;
  });
const pagesAsked = () =>
  site.control.requests.list({ kind: 'page', videoId: video.id }).map(({ cookie }) => cookie);

test('each session is asked with its own cookies: by a tab of it, by us, or in a tab opened for it', async () => {
  const usual = await visit('usual', ownWindow);
  const work = await visit('work', ownWindow, container);
  site.control.requests.clear();

  expect(await renew({ tabId: work, cookieStoreId: container })).toMatchObject(address);
  expect(pagesAsked()).toEqual(['who=work']);

  await closeTab(usual);
  await closeTab(work);
  const before = await openTabs();
  site.control.requests.clear();
  expect(await renew({ tabId: usual })).toMatchObject(address);
  expect(pagesAsked()).toEqual(['who=usual']);
  expect(await openTabs()).toEqual(before);

  site.control.requests.clear();
  expect(await renew({ tabId: work, cookieStoreId: container })).toMatchObject(address);
  expect(pagesAsked()).toEqual(['who=work']);
  expect(await openTabs()).toEqual(before);
});

test('a private session is asked in private windows, and nowhere once they are closed', async () => {
  const windowId = await openPrivateWindow();
  const tabId = await visit('private', windowId, 'firefox-private');
  const origin = { tabId, cookieStoreId: 'firefox-private', isPrivate: true } as const;
  const usual = await visit('usual', ownWindow);
  site.control.requests.clear();
  expect(await renew(origin)).toMatchObject(address);
  await closeTab(tabId);
  expect(await renew(origin)).toMatchObject(address);
  expect(pagesAsked()).toEqual(['who=private', 'who=private']);

  await closeWindow(windowId);
  expect(await renew(origin)).toEqual({ code: 'page-not-reachable' });
  expect(pagesAsked()).toHaveLength(2);
  await closeTab(usual);
});

test('a private save is none of the browser’s list, and is whole', async () => {
  const windowId = await openPrivateWindow();
  const bytes = 3_000_000;
  const url = await own.evaluate(
    (size) => URL.createObjectURL(new Blob([new Uint8Array(size)])),
    bytes,
  );
  const save = (origin: Renewal['origin'], name: string) =>
    ask('saveFile', {
      jobId: 'test',
      url,
      file: { name, conflictAction: 'uniquify', saveAs: false },
      origin,
    });
  const kept = { fileName: 'private.mp4', bytes, since: Date.now() };
  expect(await save({ isPrivate: true }, 'private.mp4')).toMatchObject({
    value: { downloadId: 1 },
  });
  await save({}, 'usual.mp4');
  await waitForSavedFiles(firefox.downloads, 2);
  const list = await own.evaluate(async () =>
    (await browser.downloads.search({})).map(({ incognito, filename, state }) => ({
      incognito,
      state,
      name: filename.split('/').at(-1),
    })),
  );
  expect(list).toEqual(
    expect.arrayContaining([
      { incognito: true, state: 'complete', name: 'private.mp4' },
      { incognito: false, state: 'complete', name: 'usual.mp4' },
    ]),
  );
  expect(await ask('saveStatus', kept)).toMatchObject({
    value: { kind: 'ended', outcome: { kind: 'complete', bytes } },
  });
  await closeWindow(windowId);
  await waitFor('the private download to be forgotten', async () => {
    const reply = await ask('saveStatus', kept);
    return JSON.stringify(reply) === JSON.stringify({ value: { kind: 'unknown' } });
  });
});

test('closing the last private window ends its jobs, and nothing of them stays', async () => {
  site.control.limits = { totalBytesPerSecond: 3_000_000 };
  await own.evaluate(() => browser.storage.local.clear());
  const river = videoOf('river47mbyt');
  const windowId = await openPrivateWindow();
  const tabId = await visit('private', windowId, 'firefox-private');
  await own.evaluate((id, url) => browser.tabs.update(id, { url }), tabId, watchUrl(river.id));
  const page = await firefox.openExtensionPage(`src/popup/index.html?tabId=${tabId}`);
  const popup = await new PopupDriver(page).ready();
  await popup.save();
  await popup.job(river.title, 'fetching');
  const files = listFiles(firefox.downloads);
  await waitFor('its bytes', async () => (await privateFiles()).length > 0);
  expect(await new PopupDriver(own).jobs()).toMatchObject([{ title: river.title }]);

  await closeWindow(windowId);

  // The popup's page went with the window; the manager is in another.
  const manager = new PopupDriver(own);
  await waitFor('the job to be gone', async () => (await manager.jobs()).length === 0);
  await waitFor('the requests to end', () =>
    site.control.requests.list({ kind: 'media' }).every(({ state }) => state !== 'open'),
  );
  expect(listFiles(firefox.downloads)).toEqual(files);
  await waitFor('its bytes to be gone', async () => (await privateFiles()).length === 0);
  expect(await own.evaluate(async () => Object.keys(await browser.storage.local.get()))).toEqual(
    [],
  );
});

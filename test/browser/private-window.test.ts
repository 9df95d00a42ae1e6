import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askExtension, filesInOpfs } from '../helpers/extension-pages';
import { PopupDriver } from '../helpers/popup-driver';
import { listFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { watchUrl } from '../site/video-spec';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const river = videoOf('river47mbyt');

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await allowPrivate();
});
afterEach(() => world.close());

/** What the switch "Allow in Incognito" of the browser's own page calls; no types name it. */
async function allowPrivate(): Promise<void> {
  const page = await world.chromium.browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(async (extensionId) => {
    const api = Reflect.get(chrome, 'developerPrivate');
    await api.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
  }, world.chromium.extensionId);
  await page.close();
  // The switch loads the extension anew.
  await waitFor('the extension', () => askExtension(world.chromium, () => chrome.runtime.id));
}

const targetUrls = () => world.chromium.browser.targets().map((target) => target.url());

/** A private window with the video, and the popup on it in a tab beside it. */
async function openPrivate(): Promise<{ popup: PopupDriver; close: () => Promise<void> }> {
  const before = new Set(world.chromium.browser.targets());
  const opened = async (path: string): Promise<Page> => {
    const target = await world.chromium.browser.waitForTarget(
      (candidate) => !before.has(candidate) && candidate.url().includes(path),
    );
    before.add(target);
    return target.asPage();
  };
  const video = watchUrl(river.id);
  await askExtension(
    world.chromium,
    (url) =>
      chrome.windows.create({
        incognito: true,
        url: [url, chrome.runtime.getURL('manifest.json')],
      }),
    video,
  );
  await opened(video);
  const asker = await opened('manifest.json');
  const tabId = await waitFor('the private tab', () =>
    asker.evaluate(
      async (url) => (await chrome.tabs.query({ url, status: 'complete' }))[0]?.id,
      video,
    ),
  );
  await asker.evaluate(
    (id) => chrome.tabs.create({ url: chrome.runtime.getURL(`src/popup/index.html?tabId=${id}`) }),
    tabId,
  );
  const popup = await new PopupDriver(await opened('src/popup/index.html')).ready();
  const close = async () => {
    const { id } = await asker.evaluate(() => chrome.windows.getCurrent());
    // The window goes before it can answer.
    asker.evaluate((windowId) => chrome.windows.remove(windowId ?? 0), id).catch(() => undefined);
  };
  return { popup, close };
}

const keptInOrdinary = () =>
  askExtension(world.chromium, async () => ({
    local: Object.keys(await chrome.storage.local.get()),
    session: Object.keys(await chrome.storage.session.get()),
    history: (await chrome.downloads.search({})).map(({ filename }) => filename),
  }));

test('closing the private window ends its jobs, and the next one knows nothing of them', async () => {
  const { chromium, site } = world;
  site.control.limits = { totalBytesPerSecond: 3_000_000 };
  const { popup, close } = await openPrivate();
  await popup.save();
  await popup.job(river.title, 'fetching');
  const engines = () => targetUrls().filter((url) => url.includes('/offscreen.html')).length;
  const enginesBefore = engines();
  await close();
  await waitFor('the requests to end', () =>
    site.control.requests.list({ kind: 'media' }).every(({ state }) => state !== 'open'),
  );
  const asked = site.control.requests.list({ kind: 'media' }).length;
  // The driver hears of a closed document after the site hears of its connections.
  await waitFor('its engine to end', () => engines() === enginesBefore - 1);
  const next = await openPrivate();
  expect(await next.popup.jobs()).toEqual([]);
  await sleep(1_000);
  expect(site.control.requests.list({ kind: 'media' })).toHaveLength(asked);
  expect(listFiles(chromium.downloads)).toEqual([]);
  // That there was an engine, of which nothing more is said.
  expect(await keptInOrdinary()).toEqual({ local: [], session: ['engineBegan'], history: [] });
  expect(await filesInOpfs(chromium)).toEqual({});
});

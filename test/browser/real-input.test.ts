import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { actionOf, askExtension, openManager } from '../helpers/extension-pages';
import { Person } from '../helpers/person';
import { PopupDriver } from '../helpers/popup-driver';
import { waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { startVirtualDisplay, type VirtualDisplay } from '../helpers/virtual-display';
import { waitFor } from '../helpers/wait-for';
import { watchUrl } from '../site/video-spec';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

/** A browser of its own for each: none of these may need that anything was opened before. */
const video = videoOf('era2020sign');
const margin = { x: 4, y: 300 };

let display: VirtualDisplay;
let person: Person;
let world: World;
beforeAll(async () => {
  display = await startVirtualDisplay();
  person = new Person(display.name);
});
afterAll(() => display.close());
beforeEach(async () => {
  world = await startWorld({ display: display.name });
  await world.chromium.page.goto(watchUrl(video.id), { waitUntil: 'load' });
  await person.click(world.chromium.page, margin.x, margin.y);
});
afterEach(() => world.close());

const expectSaved = async () => {
  const file = await waitForSavedFile(world.chromium.downloads);
  const { tracks } = await expectSameFrames(file, world.site, video);
  expect(tracks.map(({ codec }) => codec)).toEqual(['h264', 'aac']);
};

test('Alt+Shift+S saves at once', async () => {
  await person.press('alt+shift+s');
  await expectSaved();
});

test('"Download video" in the menu of the page saves', async () => {
  await openMenuAndSave(world.chromium.page);
  await expectSaved();
});

test('"Download video" in the menu of the player saves', async () => {
  const { page } = world.chromium;
  const box = await page.$eval('video', (picture) => {
    const { x, y, width, height } = picture.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
  await person.click(page, box.x, box.y, 'right');
  await person.press('d');
  await expectSaved();
});

test('Alt+Shift+D opens the popup; a click on its button saves', async () => {
  const popup = await (await openPopup()).ready();
  expect(await popup.title()).toBe(video.title);
  const button = await middleOf(popup.page, '.save-main');
  await person.click(popup.page, button.x, button.y);
  await expectSaved();
});

test('where there is no video, the shortcut is heard all the same: "!" with the reason', async () => {
  const { page } = world.chromium;
  await page.goto('https://www.youtube.com/', { waitUntil: 'load' });
  await person.click(page, margin.x, margin.y);
  await person.press('alt+shift+s');
  const action = await waitFor('the badge', async () => {
    const now = await actionOf(world.chromium, page);
    return now.badge === '!' && now;
  });
  expect(action.title.length).toBeGreaterThan(10);
});

test('a private window saves by its own menu, and leaves nothing in the list or the storage', async () => {
  const { chromium } = world;
  const settings = await chromium.browser.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(async (extensionId) => {
    // What the page's own switch "Allow in Incognito" calls; no types name it.
    const api = Reflect.get(chrome, 'developerPrivate');
    await api.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
  }, chromium.extensionId);
  await settings.close();
  await person.press('ctrl+shift+n');
  await person.press('ctrl+l');
  await person.type(watchUrl(video.id));
  await person.press('Return');
  const target = await chromium.browser.waitForTarget(
    (candidate) => candidate.url() === watchUrl(video.id) && candidate !== chromium.page.target(),
    { timeout: 15_000 },
  );
  const page = await target.page();
  if (!page) throw new Error('The private window has no page.');
  await page.waitForSelector('video');
  await person.click(page, margin.x, margin.y);
  await openMenuAndSave(page);
  await expectSaved();
  const kept = await askExtension(chromium, async () => ({
    local: Object.keys(await chrome.storage.local.get()),
  }));
  expect(kept.local).toEqual([]);
  const manager = new PopupDriver(await openManager(chromium));
  expect(await manager.jobs()).toEqual([]);
  // The ordinary window still has an entry of its own.
  await page.close();
  await chromium.page.bringToFront();
  await openMenuAndSave(chromium.page);
  await waitForSavedFiles(chromium.downloads, 2);
});

test('a site is asked for when it is first used: a click, the browser’s own question, a yes', async () => {
  const { chromium } = world;
  await chromium.page.goto('https://imgur.com/harbr18', { waitUntil: 'load' });
  await person.click(chromium.page, margin.x, margin.y);
  const popup = await openPopup();
  expect(await popup.errorCode()).toBe('no-permission');
  const button = await middleOf(popup.page, '.error-panel button');
  await person.click(popup.page, button.x, button.y);
  await waitFor(
    'the site to be allowed',
    async () => {
      // From "Deny", which has the focus, to "Allow".
      await person.press('Tab');
      await person.press('Return');
      return askExtension(chromium, () =>
        chrome.permissions.contains({ origins: ['*://*.imgur.com/*'] }),
      );
    },
    { everyMs: 500 },
  );
  await person.press('Escape');
  await chromium.page.bringToFront();
  await person.click(chromium.page, margin.x, margin.y);
  await person.press('alt+shift+s');
  expect(await waitForSavedFile(chromium.downloads)).toMatch(/\.mp4$/);
});

async function openMenuAndSave(page: Page): Promise<void> {
  await person.click(page, margin.x, margin.y, 'right');
  // The menu's own key: no other entry begins with this letter.
  await person.press('d');
}

async function openPopup(): Promise<PopupDriver> {
  await person.press('alt+shift+d');
  const target = await world.chromium.browser.waitForTarget(
    (candidate) => candidate.url().includes('/src/popup/index.html'),
    { timeout: 10_000 },
  );
  return new PopupDriver(await target.asPage());
}

const middleOf = (page: Page, selector: string) =>
  page.$eval(selector, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });

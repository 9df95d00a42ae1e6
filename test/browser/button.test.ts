import { afterEach, expect, test } from 'vitest';
import { actionOf } from '../helpers/extension-pages';
import { waitFor } from '../helpers/wait-for';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const video = videoOf('era2020sign');
const usualTitle = 'Reelkeep: save this video';

let world: World;
afterEach(() => world.close());

test('the button’s title is its own again once all is over, and after "!" was read', async () => {
  world = await startWorld();
  const { chromium, site } = world;
  const tab = await world.watch(video.id);
  const popup = await (await tab.popup()).ready();
  await popup.save();
  await popup.job(video.title, 'done');
  await waitFor('a quiet button', async () => (await actionOf(chromium, tab.page)).badge === '');
  expect(await actionOf(chromium, tab.page)).toEqual({ badge: '', title: usualTitle });

  site.control.faults.add({ fault: { kind: 'status', status: 404 } });
  await popup.choosePreset('audio');
  await popup.save();
  const alarmed = await waitFor('"!"', async () => {
    const action = await actionOf(chromium, tab.page);
    return action.badge === '!' && action;
  });
  expect(alarmed.title).toMatch(/no longer has this file/);
  await (await tab.popup()).ready();
  await waitFor('a quiet button', async () => (await actionOf(chromium, tab.page)).badge === '');
  expect((await actionOf(chromium, tab.page)).title).toBe(usualTitle);
});

test('a site that the person withholds is told as such, and saved once it is given back', async () => {
  world = await startWorld();
  const { chromium } = world;
  const settings = await chromium.browser.newPage();
  await settings.goto('chrome://extensions');
  const give = (hostAccess: 'ON_CLICK' | 'ON_ALL_SITES') =>
    settings.evaluate(
      async (extensionId, access) => {
        // What the page's own "site access" menu calls; only that page has it, and no types name it.
        const api = Reflect.get(chrome, 'developerPrivate');
        await api.updateExtensionConfiguration({ extensionId, hostAccess: access });
      },
      chromium.extensionId,
      hostAccess,
    );
  const tab = await world.watch(video.id);
  await (await tab.popup()).ready();
  await give('ON_CLICK');
  const refused = await tab.popup();
  expect(await refused.errorCode()).toBe('no-permission');
  // The browser's own question is drawn outside of any page; to what is held already it answers yes by itself.
  await give('ON_ALL_SITES');
  await refused.page.bringToFront();
  await refused.page.click('.error-panel button');
  await refused.ready();
});

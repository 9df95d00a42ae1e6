import { afterEach, expect, inject, test } from 'vitest';
import { reloadExtension } from '../helpers/extension-pages';
import { waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { watchUrl } from '../site/video-spec';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World, watchTab } from './world';

let world: World;
afterEach(() => world.close());

test('works in a tab that was open before the extension was installed', async () => {
  world = await startWorld({ extension: null });
  const { site, chromium } = world;
  const video = videoOf('era2020sign');
  await chromium.page.goto(watchUrl(video.id));
  await chromium.install(inject('builds').chromium);
  const tab = await watchTab(chromium, chromium.page);
  const popup = await (await tab.popup()).ready();
  await popup.save();
  await expectSameFrames(await waitForSavedFile(chromium.downloads), site, video);
});

test('works in a tab that was open when the extension was reloaded', async () => {
  world = await startWorld();
  const { site, chromium } = world;
  const video = videoOf('era2015adap');
  const before = await world.watch(video.id);
  expect(await (await (await before.popup()).ready()).title()).toBe(video.title);
  await reloadExtension(chromium);
  const popup = await (await before.popup()).ready();
  await popup.save();
  await expectSameFrames(await waitForSavedFile(chromium.downloads), site, video);
});

test('after a navigation without a load, nothing of the video before is shown or saved', async () => {
  world = await startWorld();
  const { site, chromium } = world;
  const [before, next] = [videoOf('era2020sign'), videoOf('spa2020next')];
  const tab = await world.watch(before.id);
  expect(await (await (await tab.popup()).ready()).title()).toBe(before.title);

  site.control.playerDelayMs = 1500;
  await tab.page.$eval(`a[href$="${next.id}"]`, (link) => {
    if (link instanceof HTMLElement) link.click();
  });
  await waitFor('the new address', () => tab.page.url().endsWith(next.id));
  const popup = await tab.popup();
  if ((await popup.settled()) === 'error') {
    // Said so honestly; a moment later the page has caught up.
    expect(await popup.errorCode()).toBe('other-video');
    await waitFor('the new title', async () => (await tab.page.title()).includes(next.title));
  } else {
    expect(await popup.title()).toBe(next.title);
  }
  const later = await (await tab.popup()).ready();
  expect(await later.title()).toBe(next.title);
  await later.save();
  await expectSameFrames(await waitForSavedFile(chromium.downloads), site, next);
  expect(site.control.requests.list({ kind: 'media', videoId: before.id })).toEqual([]);
});

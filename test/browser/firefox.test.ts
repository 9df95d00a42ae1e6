import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import manifest from '../../manifest.json';
import { hostPattern } from '../../src/platform/host-pattern';
import { type FirefoxSession, startFirefox } from '../helpers/firefox-session';
import { frames } from '../helpers/frames';
import { PopupDriver } from '../helpers/popup-driver';
import { waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { type ConnectProxy, startConnectProxy } from '../site/connect-proxy';
import { clipFile } from '../site/others/clip-file';
import { accountName, ownClientId, ownSecret } from '../site/others/imgur-catalogue';
import { streamFolder } from '../site/others/stream-files';
import { type Site, startSite } from '../site/start-site';
import { watchUrl } from '../site/video-spec';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';

let site: Site;
let proxy: ConnectProxy;
let firefox: FirefoxSession;
beforeAll(async () => {
  site = await startSite();
  proxy = await startConnectProxy(site.port);
  firefox = await startFirefox({
    extension: inject('builds').firefox,
    proxyPort: proxy.port,
    geckoId: manifest.browser_specific_settings.gecko.id,
  });
});
afterAll(async () => {
  await firefox?.close();
  await proxy?.close();
  await site?.close();
});

/** By a press on a button, for the browser hears it only there. */
async function allow(page: Page, origins: string[]): Promise<void> {
  await page.evaluate((asked) => {
    const button = document.createElement('button');
    button.addEventListener('click', () => void browser.permissions.request({ origins: asked }));
    document.body.prepend(button);
    button.focus();
  }, origins);
  await page.keyboard.press('Enter');
  await waitFor('the hosts', () =>
    page.evaluate((asked) => browser.permissions.contains({ origins: asked }), origins),
  );
}

/** The popup on a page that is opened for it, ready. `hosts`: what a person allows before. */
async function popupOn(url: string, hosts: readonly string[] = []): Promise<PopupDriver> {
  await firefox.page.goto(url, { waitUntil: 'load' });
  const asker = await firefox.openExtensionPage('src/manager/index.html');
  if (hosts.length > 0) await allow(asker, hosts.map(hostPattern));
  const tabId = await waitFor('the tab', () =>
    asker.evaluate(async (shown) => (await browser.tabs.query({ url: shown }))[0]?.id, `${url}*`),
  );
  await asker.close();
  const page = await firefox.openExtensionPage(`src/popup/index.html?tabId=${tabId}`);
  return new PopupDriver(page).ready();
}

test.each(['era2020sign', 'sabr2026ply'])('%s: page → popup → muxed file', async (id) => {
  const video = videoOf(id);
  const popup = await popupOn(watchUrl(id));
  expect(await popup.title()).toBe(video.title);
  await popup.save();
  const file = await waitForSavedFile(firefox.downloads);
  const { tracks } = await expectSameFrames(file, site, video);
  expect(tracks.map(({ codec }) => codec)).toEqual(['h264', 'aac']);
  // All of it came over the streaming protocol, where the page has nothing else.
  const isStreamed = site.control.sabr.log.list().length > 0;
  expect(isStreamed).toBe(video.signing === 'sabr');
  rmSync(file);
});

test('a site of the registry: the served file, though its host asks whence one comes', async () => {
  const popup = await popupOn('https://imgur.com/harbr18', ['imgur.com']);
  await popup.save();
  const file = await waitForSavedFile(firefox.downloads);
  const { path } = await clipFile({ clip: 'harbour', extension: 'mp4' });
  expect(readFileSync(file).equals(readFileSync(path))).toBe(true);
  rmSync(file);
});

test('a page that nobody knows: its playlists become one file, frame by frame', async () => {
  const popup = await popupOn('https://www.watch.example/fmp4', ['watch.example']);
  await popup.save();
  const file = await waitForSavedFile(firefox.downloads);
  const list = join(await streamFolder('fmp4'), 'master.m3u8');
  expect(await frames(file)).toEqual(await frames(list));
  rmSync(file);
});

test('who signs in to a site on its own page is known by name afterwards', async () => {
  const settings = await firefox.openExtensionPage('src/manager/index.html#settings');
  await allow(settings, [hostPattern('imgur.com')]);
  const imgur = '[data-site=imgur]';
  await settings.waitForSelector(`${imgur} [name=imgur-key]`);
  await settings.type(`${imgur} [name=imgur-key]`, ownClientId);
  await settings.type(`${imgur} [name=imgur-secret]`, ownSecret);
  await settings.click(`${imgur} fieldset button`);
  await settings.waitForSelector(`${imgur} .site-sign-in button:enabled`);
  await settings.click(`${imgur} .site-sign-in button`);
  const leave = await waitFor('the page of leave', async () =>
    (await firefox.browser.pages()).find((page) => page.url().includes('/oauth2/authorize')),
  );
  await leave.waitForSelector('#allow');
  await leave.click('#allow');
  await waitFor('the name', () =>
    settings.$eval(
      imgur,
      (row, name) => row.textContent?.includes(`Signed in as ${name}.`),
      accountName,
    ),
  );
});

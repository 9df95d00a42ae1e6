import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import manifest from '../../manifest.json';
import { type FirefoxSession, startFirefox } from '../helpers/firefox-session';
import { PopupDriver } from '../helpers/popup-driver';
import { waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { type ConnectProxy, startConnectProxy } from '../site/connect-proxy';
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

test.each(['era2020sign', 'sabr2026ply'])('%s: page → popup → muxed file', async (id) => {
  const video = videoOf(id);
  await firefox.page.goto(watchUrl(id), { waitUntil: 'load' });
  const tabId = await waitFor('the tab', async () => {
    const asker = await firefox.openExtensionPage('src/manager/index.html');
    const found = await asker.evaluate(
      async (url) => {
        const [tab] = await browser.tabs.query({ url });
        return tab?.id;
      },
      `${watchUrl(id)}*`,
    );
    await asker.close();
    return found;
  });
  const page = await firefox.openExtensionPage(`src/popup/index.html?tabId=${tabId}`);
  const popup = await new PopupDriver(page).ready();
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

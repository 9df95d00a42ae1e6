import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { allowHosts } from '../helpers/allow-hosts';
import { type ChromiumSession, startChromium } from '../helpers/chromium-session';
import {
  askExtension,
  filesInOpfs,
  killServiceWorker,
  openPopup,
  tabIdOf,
} from '../helpers/extension-pages';
import { frames } from '../helpers/frames';
import { installInProfile } from '../helpers/installed-profile';
import { PopupDriver } from '../helpers/popup-driver';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { createTempDir, type TempDir } from '../helpers/temp-dir';
import { waitFor } from '../helpers/wait-for';
import { streamFolder } from '../site/others/stream-files';
import { type Site, startSite } from '../site/start-site';
import { watchUrl } from '../site/video-spec';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';

/** 47 MB; at this speed it takes 8 s. */
const river = videoOf('river47mbyt');
const slow = { totalBytesPerSecond: 6_000_000 };

let site: Site;
let profile: TempDir;
let downloads: TempDir;
let chromium: ChromiumSession;
beforeEach(async () => {
  site = await startSite();
  site.control.limits = slow;
  profile = createTempDir('restarts');
  downloads = createTempDir('restarts-downloads');
  installInProfile(profile.path, inject('builds').chromium, downloads.path);
  chromium = await start();
});
afterEach(async () => {
  await chromium.close();
  await site.close();
  profile.remove();
  downloads.remove();
});

const start = (extension: string | null = inject('builds').chromium) =>
  startChromium({
    sitePort: site.port,
    profile: profile.path,
    downloads: downloads.path,
    extension,
  });

async function kill(): Promise<void> {
  const process = chromium.browser.process();
  if (!process) throw new Error('The browser does not run.');
  const ended = once(process, 'exit');
  process.kill('SIGKILL');
  await ended;
  await sleep(200);
}

/** Saves the river by the popup, and closes popup and tab once a tenth of it lies on the disk. */
async function begin(): Promise<void> {
  const page = await chromium.browser.newPage();
  await page.goto(watchUrl(river.id), { waitUntil: 'domcontentloaded' });
  const popup = await openPopup(chromium, await tabIdOf(chromium, page));
  const driver = await new PopupDriver(popup).ready();
  await driver.save();
  await driver.job(river.title, 'fetching');
  await waitFor('bytes', () => site.control.requests.bytesSent({ kind: 'media' }) > 5_000_000);
  await popup.close();
  await page.close();
}
/** Where the browser's start was not heard, the alarm comes within a minute. */
const patience = { timeoutMs: 90_000 };
vi.setConfig({ testTimeout: 150_000 });
/** The rest comes as fast as it can: that it was interrupted is what counts. */
async function saved(): Promise<void> {
  site.control.limits = {};
  await expectSameFrames(await waitForSavedFile(downloads.path, patience), site, river);
}
const requestsEnded = () =>
  waitFor('the engine’s requests to end', () =>
    site.control.requests.list({ kind: 'media' }).every(({ state }) => state !== 'open'),
  );
const refetched = () =>
  site.control.requests
    .fetchedTwice({ videoId: river.id })
    .reduce((sum, { start: from, end }) => sum + end - from + 1, 0);

test('the browser killed under way: its next start goes on, with nothing opened', async () => {
  // Who listens for the start is written with the preferences, at the latest when the browser ends well.
  await openPopup(chromium, 0);
  await chromium.browser.close();
  chromium = await start();
  await begin();
  await kill();
  const sent = site.control.requests.bytesSent({ kind: 'media' });
  // Nobody installs anything: the profile alone knows the extension.
  chromium = await start(null);
  await saved();
  expect(sent).toBeLessThan(30_000_000);
  // A range for each connection that was cut.
  expect(refetched()).toBeLessThan(12 * 2 ** 20);
});

test('engine closed and service worker ended under way: the alarm brings both back', async () => {
  await begin();
  await askExtension(chromium, () => chrome.offscreen.closeDocument());
  await killServiceWorker(chromium);
  await requestsEnded();
  const period = await askExtension(
    chromium,
    async () => (await chrome.alarms.get('engine'))?.periodInMinutes,
  );
  expect(period).toBe(1);
  expect(listFiles(downloads.path)).toEqual([]);
  // Not to wait the minute out.
  await askExtension(chromium, () => chrome.alarms.create('engine', { when: Date.now() + 500 }));
  await saved();
  await waitFor('the alarm to be dropped', async () =>
    askExtension(chromium, async () => (await chrome.alarms.get('engine')) === undefined),
  );
});

test('the extension updated under way: it goes on by itself', async () => {
  await begin();
  askExtension(chromium, () => chrome.runtime.reload()).catch(() => undefined);
  await requestsEnded();
  await saved();
});

test('a stream of a page that nobody knows, its tab closed and its addresses expired: its next start goes on', async () => {
  await allowHosts(chromium, ['watch.example', 'closedmedia.example']);
  await chromium.browser.close();
  chromium = await start();
  const page = await chromium.browser.newPage();
  await page.goto('https://www.watch.example/ts/closed', { waitUntil: 'domcontentloaded' });
  const popup = await openPopup(chromium, await tabIdOf(chromium, page));
  const driver = await new PopupDriver(popup).ready();
  site.control.limits = { totalBytesPerSecond: 60_000 };
  await driver.save();
  await waitFor('bytes', async () =>
    Object.values(await filesInOpfs(chromium)).some((bytes) => bytes > 60_000),
  );
  await page.close();
  await kill();
  site.control.limits = {};
  site.control.expireAddresses();
  chromium = await start(null);
  const file = await waitForSavedFile(downloads.path, patience);
  expect(await frames(file)).toEqual(await frames(join(await streamFolder('ts'), 'list.m3u8')));
  const notes = site.control.requests.list({ kind: 'media' }).map(({ note }) => note);
  // From the first on, every request said where it came from.
  expect(notes).toContain('expired');
  expect(notes).not.toContain('referer');
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { actionOf, filesInOpfs, killServiceWorker } from '../helpers/extension-pages';
import { listFiles, waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { bytesTwice, expectSameFrames, fetchedItags } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

/** 47 MB; at this speed it takes 4 s, long enough to do something meanwhile. */
const river = videoOf('river47mbyt');
/** What was in flight on connections whose rest others took over: under 5 % of the file. */
const mostTwice = 0.05 * 47_000_000;
const slow = { totalBytesPerSecond: 12_000_000 };

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

test('a cancel leaves nothing, neither in OPFS nor among the downloads, and asks no further', async () => {
  world.site.control.limits = slow;
  const tab = await world.watch(river.id);
  const popup = await (await tab.popup()).ready();
  await popup.save();
  await waitFor('bytes on disk', async () => {
    const sizes = Object.values(await filesInOpfs(world.chromium));
    return sizes.some((size) => size > 1_000_000);
  });

  await popup.cancel(river.title);
  await popup.job(river.title, 'cancelled');

  await waitFor(
    'OPFS to be empty',
    async () => Object.keys(await filesInOpfs(world.chromium)).length === 0,
  );
  expect(listFiles(world.chromium.downloads)).toEqual([]);
  await waitFor('open requests to end', () =>
    world.site.control.requests.list({ kind: 'media' }).every(({ state }) => state !== 'open'),
  );
  const asked = world.site.control.requests.list({ kind: 'media' }).length;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(world.site.control.requests.list({ kind: 'media' })).toHaveLength(asked);
});

test('closing the popup and ending the service worker change nothing for a job that runs', async () => {
  const { site, chromium } = world;
  site.control.limits = slow;
  const tab = await world.watch(river.id);
  const popup = await (await tab.popup()).ready();
  await popup.save();
  await popup.job(river.title, 'fetching');
  await popup.page.close();

  await killServiceWorker(chromium);
  site.control.limits = {};

  const file = await waitForSavedFile(chromium.downloads);
  await expectSameFrames(file, site, river);
  expect(bytesTwice(site, river)).toBeLessThan(mostTwice);
});

test('the badge shows the percent while a job runs and nothing afterwards', async () => {
  world.site.control.limits = slow;
  const tab = await world.watch(river.id);
  const popup = await (await tab.popup()).ready();
  await popup.save();
  await waitFor('a percent on the badge', async () =>
    /^\d{1,2}%?$/.test((await actionOf(world.chromium, tab.page)).badge),
  );
  world.site.control.limits = {};
  await popup.job(river.title, 'done');
  await waitFor(
    'an empty badge',
    async () => (await actionOf(world.chromium, tab.page)).badge === '',
  );
});

test('the same video in the same format asked twice is the same job', async () => {
  world.site.control.limits = slow;
  const tab = await world.watch(river.id);
  const first = await (await tab.popup()).ready();
  const second = await (await tab.popup()).ready();
  await first.save();
  await first.job(river.title, 'fetching');
  await second.save();
  world.site.control.limits = {};
  await second.job(river.title, 'done');
  expect(await second.jobs()).toHaveLength(1);
  expect(await waitForSavedFiles(world.chromium.downloads, 1)).toHaveLength(1);
  expect(bytesTwice(world.site, river)).toBeLessThan(mostTwice);
});

test('two tabs with different videos at once are not mixed', async () => {
  const { site, chromium } = world;
  site.control.limits = { totalBytesPerSecond: 3_000_000 };
  const videos = [videoOf('era2015adap'), videoOf('era2020sign')];
  const popups = [];
  for (const video of videos) popups.push(await (await world.watch(video.id)).popup());
  await Promise.all(popups.map((popup) => popup.ready()));

  await Promise.all(popups.map((popup) => popup.save()));
  const [one] = popups;
  for (const video of videos) await one?.job(video.title, 'done');

  const files = await waitForSavedFiles(chromium.downloads, 2);
  for (const video of videos) {
    const file = files.find((path) => path.includes(video.title.slice(0, 7)));
    expect(file).toBeDefined();
    await expectSameFrames(file ?? '', site, video);
  }
});

test('a row saves itself, a row without sound saves the picture alone, under the name that was typed', async () => {
  const { site, chromium } = world;
  const video = videoOf('era2020sign');
  const popup = await (await (await world.watch(video.id)).popup()).ready();
  const rows = await popup.rows();
  const at = rows.findIndex(({ codecs, hasSilent }) => codecs.includes('VP9') && hasSilent);
  expect(at).toBeGreaterThanOrEqual(0);
  await popup.rename('typed by hand');
  await popup.saveRow(at, 'without sound');

  const file = await waitForSavedFile(chromium.downloads);

  expect(file).toMatch(/\/typed by hand\.webm$/);
  const { tracks } = await expectSameFrames(file, site, video);
  expect(tracks.map(({ kind, codec }) => `${kind} ${codec}`)).toEqual(['video vp9']);
});

test.each([
  { preset: '720', codecs: ['h264', 'aac'], ending: '.mp4' },
  { preset: 'audio', codecs: ['aac'], ending: '.m4a' },
] as const)('the preset $preset saves $codecs in $ending', async ({ preset, codecs, ending }) => {
  const { site, chromium } = world;
  const video = videoOf('era2020sign');
  const popup = await (await (await world.watch(video.id)).popup()).ready();
  await popup.choosePreset(preset);
  await popup.save();

  const file = await waitForSavedFile(chromium.downloads);

  expect(file.endsWith(ending)).toBe(true);
  const { tracks } = await expectSameFrames(file, site, video);
  expect(tracks.map(({ codec }) => codec)).toEqual(codecs);
});

test('best takes the most pixels, whatever the codec', async () => {
  const { site, chromium } = world;
  const video = videoOf('hdr2160best');
  const popup = await (await (await world.watch(video.id)).popup()).ready();
  await popup.choosePreset('best');
  await popup.save();
  const file = await waitForSavedFile(chromium.downloads);
  const { tracks } = await expectSameFrames(file, site, video);
  expect(tracks.find(({ kind }) => kind === 'video')?.height).toBe(2160);
  expect(fetchedItags(site, video.id)).toContain(313);
});

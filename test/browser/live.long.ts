import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { filesInOpfs } from '../helpers/extension-pages';
import { frames } from '../helpers/frames';
import { probeMedia } from '../helpers/probe-media';
import { waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { liveVideos } from '../site/catalogue-live';
import { showSegments } from '../site/live/show';
import { startWorld, type World } from './world';

let world: World;
let shown: readonly string[];
beforeAll(async () => {
  world = await startWorld();
  const [first] = await showSegments();
  shown = await frames(join(dirname(first?.path ?? ''), 'list.m3u8'));
});
afterEach(() => world.reset());
afterAll(() => world.close());

const titleOf = (id: string): string => liveVideos.find((video) => video.id === id)?.title ?? '';
const fps = 25;

/** The file's place in the show, in frames: every frame of it follows the one before. */
async function placeInShow(path: string): Promise<{ first: number; count: number }> {
  const saved = await frames(path);
  const first = shown.indexOf(saved[0] ?? '');
  expect(saved).toEqual(shown.slice(first, first + saved.length));
  const { tracks } = await probeMedia(path);
  expect(tracks.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
  return { first, count: saved.length };
}

const popupOn = async (id: string) => (await (await world.watch(id)).popup()).ready();

const untilBytes = (least: number) =>
  waitFor('seconds on disk', async () =>
    Object.values(await filesInOpfs(world.chromium)).some((bytes) => bytes > least),
  );

test('a broadcast is recorded from now on, until a person has enough', async () => {
  const popup = await popupOn('live2026now');
  await popup.recordFromNow();
  const { end } = world.site.control.live.window();
  await popup.save();
  await untilBytes(80_000);
  await popup.finish(titleOf('live2026now'));
  await popup.job(titleOf('live2026now'), 'done');
  const { first, count } = await placeInShow(await waitForSavedFile(world.chromium.downloads));
  expect(first).toBeGreaterThanOrEqual((end - 1) * fps);
  expect(count).toBeGreaterThanOrEqual(fps);
});

test('from the start of what is there to its end, and its addresses are given out anew under way', async () => {
  const { site, chromium } = world;
  const popup = await popupOn('live2026now');
  const { first: earliest } = site.control.live.window();
  await popup.save();
  await untilBytes(1);
  site.control.expireAddresses();
  await untilBytes(200_000);
  site.control.live.end();
  const { end } = site.control.live.window();
  await popup.job(titleOf('live2026now'), 'done');
  const { first, count } = await placeInShow(await waitForSavedFile(chromium.downloads));
  expect(first).toBeLessThanOrEqual((earliest + 2) * fps);
  expect(first + count).toBe(end * fps);
});

test.each(['live2026ovr', 'list2026onl'])('%s: all of it, by playlists', async (id) => {
  world.site.control.clients = { VISIONOS: 'playlists', WEB_EMBEDDED_PLAYER: 'unplayable' };
  const popup = await popupOn(id);
  await popup.save();
  await popup.job(titleOf(id), 'done');
  const place = await placeInShow(await waitForSavedFile(world.chromium.downloads));
  expect(place).toEqual({ first: 0, count: shown.length });
});

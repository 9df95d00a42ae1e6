import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { waitForSavedFile } from '../helpers/saved-file';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World, watchTab } from './world';

const video = videoOf('era2020sign');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

/** Every other address that a video is looked at under. */
test.each([
  ['Shorts', `https://www.youtube.com/shorts/${video.id}`],
  ['the mobile site', `https://m.youtube.com/watch?v=${video.id}`],
  ['music', `https://music.youtube.com/watch?v=${video.id}&list=RDAMVM${video.id}`],
  ['an embed', `https://www.youtube.com/embed/${video.id}?rel=0`],
  ['an embed without cookies', `https://www.youtube-nocookie.com/embed/${video.id}`],
])('a video is recognised and saved on %s', async (_, url) => {
  const page = await world.chromium.browser.newPage();
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const popup = await (await (await watchTab(world.chromium, page)).popup()).ready();
  expect(await popup.title()).toBe(video.title);
  await popup.save();
  const file = await waitForSavedFile(world.chromium.downloads);
  await expectSameFrames(file, world.site, video);
  await popup.remove((await popup.job(video.title, 'done')).title);
});

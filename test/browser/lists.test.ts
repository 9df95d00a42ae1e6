import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PopupDriver } from '../helpers/popup-driver';
import { waitForSavedFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { startWorld, type World, watchTab } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

async function openList(path: string): Promise<PopupDriver> {
  const page = await world.chromium.browser.newPage();
  await page.goto(`https://www.youtube.com/${path}`, { waitUntil: 'domcontentloaded' });
  const popup = await (await watchTab(world.chromium, page)).popup();
  // Told as it stands where it does not come to its end.
  await popup.page
    .waitForSelector('[data-listing]:not([data-listing=going])')
    .catch(() => undefined);
  const ended = await popup.page.$eval('[data-listing]', (news) => [
    news.getAttribute('data-listing'),
    news.textContent,
  ]);
  expect(ended).toEqual(['whole', expect.stringMatching(/videos$/)]);
  return popup;
}
const words = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (found) => found.map(({ textContent }) => textContent?.trim() ?? ''));

test('a playlist: one is left out, one is private, the others become files in its folder', async () => {
  const popup = await openList('playlist?list=PLreelkeepSmall');
  expect(await words(popup.page, '.item-title')).toEqual([
    'First: signed',
    'Second: [Private video]',
    'Third: of 2019',
    'Fourth: five sounds',
  ]);
  await popup.page.click('.item-row:nth-child(4) input');
  await popup.page.click('.presets button:last-child');
  await popup.save();
  const files = await waitForSavedFiles(world.chromium.downloads, 2);
  expect(files.map((file) => file.split('/').at(-2))).toEqual([
    'Four of them - one is private',
    'Four of them - one is private',
  ]);
  expect(files.every((file) => /\.(m4a|opus|webm)$/.test(file))).toBe(true);
  const failed = await waitFor('the private one to be told', async () =>
    (await popup.jobs()).find(({ state }) => state === 'failed'),
  );
  expect(failed).toMatchObject({ title: 'Second: [Private video]', code: 'private-video' });
});

test('thousands are listed, page by page, and a channel in its own form', async () => {
  const popup = await openList('playlist?list=PLreelkeepHuge');
  expect(await words(popup.page, '.listing-news p')).toEqual(['2,345 videos']);
  expect((await words(popup.page, '.item-title')).at(-1)).toBe('Number 2345 of many');
  expect(await words(popup.page, '.save-what')).toEqual(['Save 2,345 files']);
  const channel = await openList('@reelkeep');
  expect(await words(channel.page, '.listing-news p')).toEqual(['35 videos']);
});

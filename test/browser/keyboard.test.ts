import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openManager } from '../helpers/extension-pages';
import type { PopupDriver } from '../helpers/popup-driver';
import { waitFor } from '../helpers/wait-for';
import { watchUrl } from '../site/video-spec';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const river = videoOf('river47mbyt');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

/** The name of what has the focus, as a screen reader says it; `BODY` where nothing has. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    const words = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    return activeElement === document.body ? 'BODY' : words.trim();
  });

async function focusMoves(page: Page, to: RegExp): Promise<void> {
  await waitFor(`the focus on ${to}`, async () => {
    const name = await focused(page);
    if (!to.test(name)) throw new Error(`It is on ${name}`);
    return true;
  });
}

/** Two formats of one video, slowly. */
async function twoJobs(): Promise<PopupDriver> {
  world.site.control.limits = { totalBytesPerSecond: 2_000_000 };
  const popup = await (await (await world.watch(river.id)).popup()).ready();
  await popup.save();
  await waitFor('the first job', async () => (await popup.jobs()).length === 1);
  await popup.choosePreset('audio');
  await popup.save();
  await waitFor('both jobs', async () => (await popup.jobs()).length === 2);
  return popup;
}

/** Cancels what runs and removes what has ended. */
async function clear(popup: PopupDriver): Promise<void> {
  await waitFor('an empty list', async () => {
    await popup.page.$$eval('.job', (jobs) => {
      for (const job of jobs)
        job.querySelector<HTMLElement>('.job-actions button:last-child')?.click();
    });
    return (await popup.jobs()).length === 0;
  });
}

test('two formats of one video are told apart, and the keyboard keeps its place through cancel and remove', async () => {
  const popup = await twoJobs();
  const { page } = popup;
  const [first, second] = await popup.jobs();
  expect(first?.title).toBe(second?.title);
  expect(first?.label).not.toBe(second?.label);
  await page.bringToFront();

  await page.focus('.job-list li:nth-child(1) [data-action=cancel]');
  expect(await focused(page)).toBe(`Cancel ${first?.title}, ${first?.label}`);
  await page.keyboard.press('Enter');
  await focusMoves(page, /^Try again: /);
  expect(await focused(page)).toContain(first?.label);

  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatch(/^Remove .* from the list$/);
  await page.keyboard.press('Enter');
  await focusMoves(page, /^Pause /);
  expect(await focused(page)).toContain(second?.label);

  await page.focus('.job-list li:nth-child(1) [data-action=cancel]');
  await page.keyboard.press('Enter');
  await focusMoves(page, /^Try again: /);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await focusMoves(page, /^All downloads$/);
  expect(await popup.jobs()).toEqual([]);
});

test('in the manager the keyboard follows a cancelled job to where it stands then', async () => {
  const popup = await twoJobs();
  // The popup begins with the newest, the queue with the oldest.
  const [, oldest] = await popup.jobs();
  const manager = await openManager(world.chromium);
  await manager.waitForSelector('.job-list li:nth-child(2)');
  await manager.focus('.job-list li:nth-child(1) [data-action=cancel]');
  await manager.keyboard.press('Enter');
  await focusMoves(manager, /^Try again: /);
  expect(await focused(manager)).toContain(oldest?.label);
  await clear(popup);
});

test('a save that fails hands the keyboard to what can be done about it, and back', async () => {
  const tab = await world.watch('era2020sign');
  const popup = await (await tab.popup()).ready();
  await tab.page.goto(watchUrl('era2015adap'), { waitUntil: 'domcontentloaded' });
  await popup.page.bringToFront();
  await popup.page.focus('.save-main');
  await popup.page.keyboard.press('Enter');
  expect(await popup.errorCode()).toBe('other-video');
  await focusMoves(popup.page, /^Try again$/);
  await popup.page.keyboard.press('Enter');
  await focusMoves(popup.page, /^Save video/);
  expect(await popup.title()).toBe(videoOf('era2015adap').title);
});

test('asking again under another name says that the running job keeps its own', async () => {
  world.site.control.limits = { totalBytesPerSecond: 2_000_000 };
  const popup = await (await (await world.watch(river.id)).popup()).ready();
  await popup.save();
  await popup.job(river.title, 'fetching');
  await popup.rename('another name');
  await popup.save();
  await waitFor('the answer', async () => /name stays/.test(await popup.status()));
  await clear(popup);
});

test('zoomed in, what runs stays in sight', async () => {
  const popup = await twoJobs();
  await popup.page.setViewport({ width: 400, height: 300 });
  const card = await popup.page.$eval('.job', (job) => {
    const { top, bottom } = job.getBoundingClientRect();
    return { top, bottom };
  });
  expect(card.top).toBeGreaterThan(0);
  expect(card.bottom).toBeLessThan(300);
  await clear(popup);
});

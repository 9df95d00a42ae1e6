import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { JobState } from '../../src/jobs/job';
import type { JobView } from '../../src/protocol/jobs-port';
import { readSettings, type Settings } from '../../src/settings/settings';
import { type ChromiumSession, startChromium } from '../helpers/chromium-session';
import { fakeEngine } from '../helpers/fake-engine';
import { fetching, jobView, longQueue } from '../helpers/job-views';
import { waitFor } from '../helpers/wait-for';

/** The screens alone: what they show is told by the tests, and what they ask for goes nowhere. */
let chromium: ChromiumSession;
beforeAll(async () => {
  chromium = await startChromium({ extension: inject('builds').chromium });
});
afterAll(() => chromium.close());

const progress = { received: 50_000_000, total: 100_000_000 };
const file = { path: '/downloads/tide.mp4', bytes: 100_000_000, downloadId: 1 };
const error = { code: 'network-lost', message: '', facts: {} } as const;

async function openScreen(path: string, jobs: readonly JobView[]): Promise<Page> {
  const page = await chromium.browser.newPage();
  const settings: Settings = readSettings({});
  await fakeEngine(page, { getSettings: settings, setSettings: settings });
  const address = `chrome-extension://${chromium.extensionId}/src/${path}`;
  await page.goto(address, { waitUntil: 'load' });
  await page.bringToFront();
  await page.waitForFunction(() => globalThis.tellScreen !== undefined);
  await page.evaluate((told) => globalThis.tellScreen?.({ kind: 'snapshot', jobs: told }), jobs);
  if (jobs.length > 0) await page.waitForSelector('.job');
  return page;
}

const openQueue = (...jobs: JobView[]) => openScreen('manager/index.html', jobs);

const tell = (page: Page, ...changed: JobView[]) =>
  page.evaluate(
    (jobs) => globalThis.tellScreen?.({ kind: 'delta', changed: jobs, removed: [] }),
    changed,
  );

const commands = (page: Page, name: string) =>
  page.evaluate(
    (wanted) =>
      (globalThis.screenCommands ?? [])
        .filter((command) => command.name === wanted)
        .map(({ request }) => request),
    name,
  );

/** What the focused button does, and to which job. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const job = activeElement?.closest('li')?.querySelector('.job-title')?.textContent;
    return `${activeElement?.getAttribute('data-action')} ${job}`;
  });

describe('the line', () => {
  const order = (page: Page) =>
    page.$$eval('[data-group="line"] .job-title', (titles) =>
      titles.map((title) => title.textContent).join(' '),
    );
  const inLine = (id: string, rank: number) =>
    jobView(id, { options: { priority: 'normal', rank } });

  test('is put in order by Alt with the arrows; the keyboard goes along', async () => {
    const page = await openQueue(...['a', 'b', 'c'].map(inLine));
    await page.focus('#row-a [data-action="pause"]');
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowDown');
    await waitFor('the first move', async () => (await order(page)) === 'b a c');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.up('Alt');
    await waitFor('the second move', async () => (await order(page)) === 'b c a');
    expect(await focused(page)).toBe('pause a');
    expect(await commands(page, 'moveJob')).toEqual([{ jobId: 'a', before: 'c' }, { jobId: 'a' }]);
    await page.close();
  });

  test('of thousands has no more rows than are near the window', async () => {
    const page = await openQueue(...longQueue(2000));
    const rows = () => page.$$eval('.job-row', ({ length }) => length);
    expect(await rows()).toBeLessThan(130);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForSelector('#row-youtube\\:video1999\\:137\\+140');
    expect(await rows()).toBeLessThan(130);
    await page.close();
  });
});

describe('a job that changes its state', () => {
  const states: JobState[] = [
    { state: 'paused', progress },
    { state: 'queued' },
    { state: 'resolving' },
    fetching(60_000_000),
    { state: 'waiting', reason: 'network', error, progress },
    { state: 'muxing', done: 0.5 },
    { state: 'verifying' },
    { state: 'saving' },
  ];

  test('keeps the keyboard on its button, and at the end leads to its file', async () => {
    const page = await openQueue(jobView('a', { current: fetching(10_000_000) }), jobView('b'));
    await page.focus('#row-a [data-action="pause"]');
    for (const current of states) {
      await tell(page, jobView('a', { current }));
      const action = current.state === 'paused' ? 'resume a' : 'pause a';
      await waitFor(`${action} while ${current.state}`, async () => {
        const shown = await page.$eval('#job-a', (job) => job.getAttribute('data-state'));
        return shown === current.state && (await focused(page)) === action;
      });
    }
    await tell(page, jobView('a', { current: { state: 'done', file } }));
    await waitFor('the folder’s button', async () => (await focused(page)) === 'show a');
    await page.close();
  });

  test('moves neither its buttons nor any other job of the popup', async () => {
    const running = (id: string, current: JobState) => jobView(id, { current });
    const page = await openScreen('popup/index.html?tabId=1', [
      running('a', fetching(10_000_000)),
      running('b', fetching(10_000_000)),
    ]);
    // There is no such tab: once that is said, nothing above the jobs moves any more.
    await page.waitForSelector('.error-panel');
    const places = () =>
      page.$$eval('.job-title, [data-action="cancel"], [data-action="remove"]', (parts) =>
        parts.map((part) => Math.round(part.getBoundingClientRect().y)).join(' '),
      );
    const before = await places();
    const oneLiners = states.filter(({ state }) => state !== 'waiting');
    for (const current of [...oneLiners, { state: 'done', file } as const]) {
      await tell(page, running('a', current));
      await page.waitForSelector(`#job-a[data-state="${current.state}"]`);
      expect({ state: current.state, places: await places() }).toEqual({
        state: current.state,
        places: before,
      });
    }
    await page.close();
  });
});

test('all are cancelled only after a second question, to which Escape says no', async () => {
  const page = await openQueue(jobView('a', { current: fetching(1) }), jobView('b'));
  const ask = async () => {
    await page.click('[data-action="cancel-all"]');
    await page.waitForSelector('dialog[open]');
  };
  await ask();
  await page.keyboard.press('Escape');
  await waitFor('the question to go', async () => (await page.$('dialog')) === null);
  expect(await commands(page, 'cancelJob')).toEqual([]);
  await ask();
  await page.click('[data-action="confirm"]');
  await waitFor('both to be cancelled', async () => {
    const asked = await commands(page, 'cancelJob');
    return JSON.stringify(asked) === '[{"jobId":"b"},{"jobId":"a"}]';
  });
  await page.close();
});

test('a number out of its bounds is told, not kept; a right one is kept at once', async () => {
  const page = await openScreen('manager/index.html#settings', []);
  const field = '[name="connectionsInAll"]';
  await page.waitForSelector(field);
  const type = async (selector: string, text: string) => {
    await page.click(selector, { count: 3 });
    await page.type(selector, text);
    await page.keyboard.press('Tab');
  };
  await type(field, '99');
  await page.waitForSelector('.field-error');
  expect(await page.$eval(field, (input) => input.getAttribute('aria-invalid'))).toBe('true');
  await type(field, '20');
  await waitFor('the error to go', async () => (await page.$('.field-error')) === null);
  await type('[name="speedLimit"]', '2.5');
  await waitFor('both to be kept', async () => (await commands(page, 'setSettings')).length === 2);
  expect(await commands(page, 'setSettings')).toEqual([
    { connectionsInAll: 20 },
    { speedLimit: 2_500_000 },
  ]);
  await page.close();
});

test('opening the screens asks for nothing that a person has not asked for', async () => {
  const page = await openQueue(jobView('a'));
  const asked = await page.evaluate(() =>
    (globalThis.screenCommands ?? []).map(({ name }) => name),
  );
  expect(asked.toSorted()).toEqual(['findStrays', 'getSettings', 'wakeEngine']);
  await page.close();
});

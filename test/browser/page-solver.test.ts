import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { JobsWatch } from '../helpers/jobs-watch';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

/** Ready addresses with an `n` to solve: the script is needed for nothing else. */
const video = videoOf('url2020only');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

/** Gives the page a player whose URL class answers so, as the real ones do since 2024. */
async function givePlayer(page: Page, answer: (n: string) => string): Promise<void> {
  const ns = await page.evaluate(() => {
    const player = document.querySelector('#movie_player');
    const read = player && Reflect.get(player, 'getPlayerResponse');
    const text = JSON.stringify(read.call(player));
    return [...new Set([...text.matchAll(/[?&]n=([\w-]+)/g)].map((match) => match[1] ?? ''))];
  });
  expect(ns.length).toBeGreaterThan(0);
  const answers = ns.map((n) => [n, answer(n)] as const);
  await page.evaluate((pairs) => {
    const known = new Map(pairs);
    class Address {
      url: URL;
      constructor(address: string) {
        this.url = new URL(address);
      }
      get(name: string) {
        return this.url.searchParams.get(name);
      }
      set(name: string, value: string) {
        this.url.searchParams.set(name, value);
      }
      clone() {
        return this;
      }
      Vx() {
        this.set('n', known.get(this.get('n') ?? '') ?? '');
      }
    }
    Reflect.set(window, '_yt_player', { a: 1, Q3: Address });
  }, answers);
}

const scriptsFetched = () => world.site.control.requests.list({ kind: 'player-script' }).length;

/** Of all jobs, as a person copies them into a report. */
async function logs(): Promise<string> {
  const watch = new JobsWatch(() => world.chromium);
  const jobs = await waitFor('the jobs', async () => {
    const seen = await watch.read();
    return seen.jobs.length > 0 && seen.jobs;
  });
  const answers = await Promise.all(jobs.map(({ id }) => watch.ask('jobLog', { jobId: id })));
  return answers.map((answer) => (answer.ok ? answer.value.text : '')).join('\n');
}

test('the page’s own player solves n: no script is fetched', async () => {
  const tab = await world.watch(video.id);
  const popup = await (await tab.popup()).ready();
  const before = scriptsFetched();
  await givePlayer(tab.page, (n) => world.site.players.of('2020').solveN(n));
  await popup.save();
  await expectSameFrames(await waitForSavedFile(world.chromium.downloads), world.site, video);
  expect(scriptsFetched()).toBe(before);
});

test('where page and plan disagree neither is believed, and the job says so', async () => {
  const tab = await world.watch(video.id);
  const popup = await (await tab.popup()).ready();
  // Without a player in the page a plan is made: then there is something to compare with.
  await tab.page.evaluate(() => Reflect.set(window, '_yt_player', {}));
  await popup.save();
  await waitForSavedFile(world.chromium.downloads);
  await givePlayer(tab.page, () => 'a_wrong_answer');
  await popup.choosePreset('audio');
  await popup.save();
  await waitFor('both files', () => listFiles(world.chromium.downloads).length === 2 || undefined);
  const throttled = world.site.control.requests
    .list({ videoId: video.id })
    .filter(({ note }) => note === 'n');
  expect(throttled).toEqual([]);
  expect(await logs()).toContain('page-and-plan-disagree');
});

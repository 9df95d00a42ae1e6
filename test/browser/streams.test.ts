import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { agreeToHosts, allowHosts } from '../helpers/allow-hosts';
import { askExtension, filesInOpfs, openExtensionPage } from '../helpers/extension-pages';
import { frames } from '../helpers/frames';
import { PopupCaptions } from '../helpers/popup-captions';
import { probeMedia } from '../helpers/probe-media';
import { listFiles, waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { type StreamForm, streamFolder, streamSeconds } from '../site/others/stream-files';
import { lists } from '../site/others/streams';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  // As `activeTab` gives it to a person's click on the button.
  await allowHosts(world.chromium, ['watch.example']);
});
afterEach(() => world.reset());
afterAll(() => world.close());

test.each(['aes', 'fmp4', 'dash'] as const)(
  '%s: from a page that nobody knows to one file, frame by frame',
  async (form) => {
    const popup = await (await world.open(`https://www.watch.example/${form}`)).popup();
    await popup.ready();
    expect(await popup.title()).toBe(`Seen as ${form}`);
    await popup.save();
    const file = await waitForSavedFile(world.chromium.downloads);
    const saved = await probeMedia(file);
    expect(saved.tracks.map(({ kind, codec }) => `${kind} ${codec}`).sort()).toEqual([
      'audio aac',
      'video h264',
    ]);
    expect(Math.abs(saved.durationSeconds - streamSeconds)).toBeLessThan(0.2);
    const source = await frames(join(await streamFolder(form), lists[form]));
    expect(source).toHaveLength(streamSeconds * 25);
    expect(await frames(file)).toEqual(source);
  },
);

test('a stream in two languages is saved in the one that is chosen', async () => {
  const { site, chromium } = world;
  const tab = await world.open('https://www.watch.example/voices');
  const popup = await (await tab.popup()).ready();
  await popup.chooseTrack('Deutsch');
  await popup.save();
  const { tracks } = await probeMedia(await waitForSavedFile(chromium.downloads));
  expect(tracks.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
  const asked = site.control.requests
    .list({ kind: 'media' })
    .map(({ query }) => query.get('voice'));
  // To tell what is there the first one is looked into.
  expect(asked.filter(Boolean).at(-1)).toBe('de');
});

const framesOf = async (form: StreamForm) => frames(join(await streamFolder(form), lists[form]));

test('cut, spoken, in one file each, in two periods, listed one by one: all that a page has fetched, frame by frame', async () => {
  const tab = await world.open('https://www.watch.example/several');
  await waitFor('its lists to be there', () =>
    tab.page.evaluate(() => performance.getEntriesByType('resource').length >= 5),
  );
  const popup = await (await tab.popup()).ready();
  expect(await popup.items()).toHaveLength(5);
  await popup.save();
  const files = await waitForSavedFiles(world.chromium.downloads, 5);
  const [ts, other, dash, otherDash, base] = await Promise.all(
    (['ts', 'otherTs', 'dash', 'otherDash', 'base'] as const).map(framesOf),
  );
  expect(new Set([ts, other].flat()).size).toBe(2 * streamSeconds * 25);
  const saved = await Promise.all(files.map(frames));
  const told = (each: readonly (readonly (string | undefined)[] | undefined)[]) =>
    each.map((digests = []) => `${digests.length} ${digests.join()}`).sort();
  expect(told(saved)).toEqual(
    // What is listed is encoded as what is counted; ffmpeg leaves out the last of a list.
    told([[ts, other, ts].flat(), ts, base, [dash, otherDash].flat(), dash]),
  );
  for (const file of files) {
    const { tracks } = await probeMedia(file);
    expect(tracks.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
  }
});

test.each([
  [
    'spoken',
    '1\n00:00:00,500 --> 00:00:01,500\nFirst light',
    '2\n00:00:02,500 --> 00:00:03,000\nThe boats go out',
  ],
  ['based', '1\n00:00:01,000 --> 00:00:02,000\nSaid beside it'],
])('%s: its words are captions', async (form, ...cues) => {
  const popup = await (await world.open(`https://www.watch.example/${form}`)).popup();
  await popup.ready();
  const captions = new PopupCaptions(popup.page);
  expect(await captions.tracks()).toEqual(['English']);
  await captions.save('English');
  expect(await captions.news()).toBe('Subtitles saved');
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(basename(file)).toBe(`Seen as ${form}.en.srt`);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n\n')).toEqual(cues);
});

test('a player in a frame of the page’s own is as good as one of the page', async () => {
  const tab = await world.open('https://www.watch.example/within');
  await waitFor('the frame to have its player', () =>
    tab.page.$eval('iframe', (frame) => frame.contentDocument?.querySelector('video') !== null),
  );
  const popup = await (await tab.popup()).ready();
  expect(await popup.title()).toBe('Seen within');
  expect((await popup.rows()).length).toBeGreaterThan(0);
});

test('a page that has fetched more than a browser keeps is seen from its first reading on', async () => {
  const tab = await world.open('https://www.watch.example/crowded');
  const kept = () => tab.page.evaluate(() => performance.getEntriesByType('resource').length);
  await waitFor('the crowd', async () => (await kept()) === 250);
  expect(await (await tab.popup()).errorCode()).toBe('not-a-video-page');
  await tab.page.evaluate('play()');
  const popup = await (await tab.popup()).ready();
  expect(await popup.title()).toBe('Seen in a crowd');
});

test('what is locked, and a player that feeds itself from elsewhere, are refused with the reason', async () => {
  const locked = await (await world.open('https://www.watch.example/locked')).popup();
  expect(await locked.errorCode()).toBe('drm-protected');
  const blob = await (await world.open('https://www.watch.example/blob')).popup();
  expect(await blob.errorCode()).toBe('blob-player');
  expect(listFiles(world.chromium.downloads)).toEqual([]);
});

test('a host that lets nobody read its stream is asked for by name, and then read', async () => {
  const tab = await world.open('https://www.watch.example/ts/closed');
  const before = await tab.popup();
  expect(await before.errorCode()).toBe('no-permission');
  await agreeToHosts(world.chromium, ['cdn.closedmedia.example']);
  await before.page.click('.error-panel button');
  await before.ready();
  await before.save();
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(await frames(file)).toEqual(await frames(join(await streamFolder('ts'), lists.ts)));
});

test('a live stream is saved until a person has enough', async () => {
  const popup = await (await world.open('https://www.watch.example/live')).popup();
  await popup.ready();
  await popup.save();
  await waitFor('two seconds on disk', async () =>
    Object.values(await filesInOpfs(world.chromium)).some((bytes) => bytes > 100_000),
  );
  await popup.finish('Seen live');
  await popup.job('Seen live', 'done');
  const saved = await frames(await waitForSavedFile(world.chromium.downloads));
  const whole = await frames(join(await streamFolder('ts'), lists.ts));
  expect(saved.length).toBeGreaterThanOrEqual(25);
  expect(saved).toEqual(whole.slice(0, saved.length));
});

test('what a player in a frame loads is seen once a person allows that, and forgotten after', async () => {
  const url = 'https://www.watch.example/framed';
  const before = await (await world.open(url)).popup();
  expect(await before.errorCode()).toBe('not-a-video-page');

  await agreeToHosts(world.chromium, ['*']);
  const settings = await openExtensionPage(world.chromium, 'src/manager/index.html#settings');
  const watch = await settings.waitForSelector('[name=watchPages]');
  const pressed = async (wanted: boolean) => {
    await watch?.evaluate((input) => input instanceof HTMLElement && input.click());
    await waitFor('the switch', () =>
      settings.$eval(
        '[name=watchPages]',
        (input, on) => input.getAttribute('aria-checked') === String(on),
        wanted,
      ),
    );
  };
  await pressed(true);
  const tab = await world.open(url);
  await waitFor('the frame to have its list', async () => (await seen()).includes('/framed/play'));
  const popup = await (await tab.popup()).ready();
  await popup.save();
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(await frames(file)).toEqual(await frames(join(await streamFolder('ts'), lists.ts)));

  await tab.page.goto('https://www.watch.example/locked');
  await waitFor('it to be forgotten', async () => !(await seen()).includes('/framed/play'));
  await pressed(false);
  await waitFor('the leave to be given back', () =>
    askExtension(
      world.chromium,
      async () =>
        !(await chrome.permissions.contains({ permissions: ['webRequest'] })) &&
        !(await chrome.permissions.contains({ origins: ['*://*/*'] })),
    ),
  );
});

/** What the extension remembers of what pages have loaded. */
const seen = () =>
  askExtension(world.chromium, async () => JSON.stringify(await chrome.storage.session.get()));

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PopupCaptions } from '../helpers/popup-captions';
import { probeChapters } from '../helpers/probe-chapters';
import { listFiles, waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { captionLines } from '../site/captions/caption-lines';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const open = videoOf('era2020sign');
const strict = videoOf('sabr2026own');
const unproven = videoOf('sabr2026dub');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

async function captionsOf(id: string): Promise<PopupCaptions> {
  const popup = await (await (await world.watch(id)).popup()).ready();
  return new PopupCaptions(popup.page);
}
const asked = () => world.site.control.requests.list({ kind: 'captions' });

test('a track is unfolded, saved by the keyboard, and lies beside the video by its name', async () => {
  const captions = await captionsOf(open.id);
  expect(await captions.tracks()).toEqual(['English', '한국어 (자동 생성됨)']);
  await captions.saveByKeyboard('English');
  expect(await captions.news()).toBe('Subtitles saved');
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(basename(file)).toMatch(/\.en\.srt$/);
  const [first = '', second = ''] = captionLines(open);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n\n')).toEqual([
    `1\n00:00:00,000 --> 00:00:01,500\n${first}`,
    `2\n00:00:02,000 --> 00:00:03,500\n${second}`,
  ]);
  expect(asked()).toHaveLength(1);
});

test('strict ones get the page’s own token: automatic, translated, as WebVTT', async () => {
  const captions = await captionsOf(strict.id);
  await captions.choose('VTT', 'Into German');
  await captions.save('한국어 (자동 생성됨)');
  expect(await captions.news()).toBe('Subtitles saved');
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(basename(file)).toMatch(/\.de\.vtt$/);
  const cues = readFileSync(file, 'utf8').split('\n\n');
  expect(cues).toHaveLength(1 + captionLines(strict).length);
  // What rolls gives way to the next line.
  expect(cues.slice(0, 2)).toEqual([
    'WEBVTT',
    '00:00:00.000 --> 00:00:02.000\n[de] 1. &lt;b&gt;Not bold&lt;/b&gt; &amp; not "markup"',
  ]);
});

test('without a token an answer without a word is told, and nothing is saved', async () => {
  world.site.control.sabr.turn({
    minter: { isAbsent: true, readyAfterMs: 0, backoffs: 0, mostMints: 0 },
  });
  const captions = await captionsOf(unproven.id);
  await captions.save('English');
  expect(await captions.news()).toMatch(/without a word.*captions-empty$/);
  expect(listFiles(world.chromium.downloads)).toEqual([]);
});

test('chapters are in the file that is put together', async () => {
  const popup = await (await (await world.watch(open.id)).popup()).ready();
  await popup.save();
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(await probeChapters(file)).toEqual(open.chapters);
  await popup.job(open.title, 'done');
});

test('the thumbnail is saved at its largest, and every sheet of the storyboard', async () => {
  const { page } = await (await (await world.watch(open.id)).popup()).ready();
  await page.$eval('.more', (section) => section.setAttribute('open', ''));
  await page.click('.side-buttons button:nth-of-type(1)');
  const picture = await waitForSavedFile(world.chromium.downloads);
  expect(basename(picture)).toMatch(/^(?!.*storyboard).*\.jpg$/);
  expect(world.site.control.requests.list({ kind: 'thumbnail' }).at(-1)).toMatchObject({
    path: `/vi/${open.id}/maxresdefault.jpg`,
    status: 200,
  });
  await page.click('.side-buttons button:nth-of-type(2)');
  const files = await waitForSavedFiles(world.chromium.downloads, 4);
  expect(files.filter((file) => /\.storyboard-[123]\.jpg$/.test(file))).toHaveLength(3);
  const saved = await page.waitForSelector('.more .side-news p');
  expect(await saved?.evaluate(({ textContent }) => textContent)).toBe('Saved');
});

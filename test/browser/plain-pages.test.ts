import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { allowHosts } from '../helpers/allow-hosts';
import { probeMedia } from '../helpers/probe-media';
import { listFiles, waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { type PlainFile, plainFile, plainFiles } from '../site/others/plain-files';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await allowHosts(world.chromium, ['watch.example']);
});
afterEach(() => world.reset());
afterAll(() => world.close());

const popupOn = async (name: string) =>
  (await world.open(`https://www.watch.example/plain/${name}`)).popup();

async function expectServed(file: string, name: PlainFile): Promise<void> {
  const { path } = await plainFile(name);
  expect(readFileSync(file).equals(readFileSync(path))).toBe(true);
}

test('a player’s file is saved as served', async () => {
  const popup = await (await popupOn('video')).ready();
  expect(await popup.title()).toBe('Plain video');
  await popup.save();
  const saved = await waitForSavedFile(world.chromium.downloads);
  expect(basename(saved)).toBe('Plain video.mp4');
  await expectServed(saved, 'film.mp4');
});

test('what a page says of itself is saved as served: Open Graph, and JSON-LD', async () => {
  const popup = await (await popupOn('said')).ready();
  expect(await popup.items()).toEqual(['Plain said', 'Plain said', 'Said by its data']);
  await popup.save();
  await waitForSavedFiles(world.chromium.downloads, 3);
  const served = {
    'Plain said.opus': 'song.opus',
    'Plain said.webm': 'film.webm',
    'Said by its data.mp4': 'film.mp4',
  } as const;
  expect(listFiles(world.chromium.downloads)).toEqual(Object.keys(served));
  for (const [file, name] of Object.entries(served)) {
    await expectServed(`${world.chromium.downloads}/${file}`, name);
  }
});

test('the sources of a player are its qualities; a WebM that is called mp4 is named what it is', async () => {
  const popup = await (await popupOn('sources')).ready();
  expect((await popup.rows()).map(({ quality, container }) => `${quality} ${container}`)).toEqual([
    '240pBest MP4',
    '144p MP4',
    'WebM WebM',
  ]);
  await popup.saveRow(0);
  await popup.job('Plain sources', 'done');
  await popup.saveRow(2);
  await waitForSavedFiles(world.chromium.downloads, 2);
  const { downloads } = world.chromium;
  expect(listFiles(downloads)).toEqual(['Plain sources.mp4', 'Plain sources.webm']);
  await expectServed(`${downloads}/Plain sources.mp4`, 'film.mp4');
  await expectServed(`${downloads}/Plain sources.webm`, 'film.webm');
});

test('a sound is what “Audio” saves', async () => {
  const popup = await (await popupOn('audio')).ready();
  await popup.choosePreset('audio');
  await popup.save();
  const saved = await waitForSavedFile(world.chromium.downloads);
  expect(basename(saved)).toBe('Plain audio.mp3');
  await expectServed(saved, 'song.mp3');
});

test('what a page links to is saved, each kind as it is served', async () => {
  const popup = await (await popupOn('links')).ready();
  expect(await popup.items()).toEqual(plainFiles.map((name) => name.split('.')[0]));
  await popup.save();
  await waitForSavedFiles(world.chromium.downloads, plainFiles.length);
  const saved = listFiles(world.chromium.downloads);
  const kinds = await Promise.all(
    saved.map(async (file) => {
      const { tracks } = await probeMedia(`${world.chromium.downloads}/${file}`);
      return [file.split('.').at(-1), ...tracks.map(({ codec }) => codec)].join(' ');
    }),
  );
  expect(kinds.sort()).toEqual([
    'm4a aac',
    'mkv h264 aac',
    'mp3 mp3',
    'mp4 h264 aac',
    'mp4 h264 aac',
    'ogg vorbis',
    'opus opus',
    'webm vp8 vorbis',
  ]);
});

test('what a server without ranges serves is saved, its length stated or not', async () => {
  const popup = await (await popupOn('unranged')).ready();
  expect(await popup.items()).toEqual(['unranged', 'unstated']);
  await popup.save();
  await waitForSavedFiles(world.chromium.downloads, 2);
  await expectServed(`${world.chromium.downloads}/unranged.mp4`, 'film.mp4');
  await expectServed(`${world.chromium.downloads}/unstated.mp3`, 'song.mp3');
});

test('a page under the name of a sound is nothing to save, and no file where it becomes one', async () => {
  expect(await (await popupOn('gone')).errorCode()).toBe('not-a-video-page');
  const late = await (await popupOn('late')).ready();
  await late.save();
  await expect(late.job('Plain late', 'done')).rejects.toThrow('verification-failed');
  expect(listFiles(world.chromium.downloads)).toEqual([]);
});

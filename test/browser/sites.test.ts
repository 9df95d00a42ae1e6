import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { allowHosts } from '../helpers/allow-hosts';
import { listFiles, waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { type ClipFile, clipFile } from '../site/others/clip-file';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await allowHosts(world.chromium, [
    'imgur.com',
    '4chan.org',
    '4channel.org',
    '4cdn.org',
    'gfycat.com',
  ]);
});
afterEach(() => world.reset());
afterAll(() => world.close());

const popupOn = async (url: string) => (await (await world.open(url)).popup()).ready();

async function expectServed(file: string, served: ClipFile): Promise<void> {
  const { path } = await clipFile(served);
  expect(readFileSync(file).equals(readFileSync(path))).toBe(true);
}

/** Where the requests for media said that they come from. */
const referers = () => [
  ...new Set(world.site.control.requests.list({ kind: 'media' }).map(({ referer }) => referer)),
];

test('imgur: one video, from the page to a saved file that is the served one byte for byte', async () => {
  const popup = await popupOn('https://imgur.com/harbr18');
  expect(await popup.title()).toBe('The harbour wakes: "early" </script> & all');
  await popup.save();
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(basename(file)).toBe("The harbour wakes - 'early' -script & all.mp4");
  await expectServed(file, { clip: 'harbour', extension: 'mp4' });
  expect(referers()).toEqual(['https://imgur.com/']);
});

test('imgur: an image by the API, with the client id that its page asks with', async () => {
  const popup = await popupOn('https://imgur.com/deSrt');
  await popup.save();
  await expectServed(await waitForSavedFile(world.chromium.downloads), {
    clip: 'desert',
    extension: 'png',
  });
});

test('imgur: an album is a folder; of a GIF the mp4 is taken', async () => {
  const popup = await popupOn('https://imgur.com/gallery/three-of-a-kind-aLbum');
  expect(await popup.items()).toEqual(['1 - First light', '2 - canyon2', '3 - glacie3']);
  await popup.save();
  await waitForSavedFiles(world.chromium.downloads, 3);
  const folder = 'Imgur/Three of a kind (aLbum)';
  expect(listFiles(world.chromium.downloads)).toEqual([
    `${folder}/1 - First light.jpg`,
    `${folder}/2 - canyon2.mp4`,
    `${folder}/3 - glacie3.mp4`,
  ]);
});

test('imgur: a file by its own address; one that was taken down is no file', async () => {
  const popup = await popupOn('https://i.imgur.com/harbr18.gifv');
  await popup.save();
  await expectServed(await waitForSavedFile(world.chromium.downloads), {
    clip: 'harbour',
    extension: 'mp4',
  });
  const removed = await (await world.open('https://i.imgur.com/gone123.jpg')).popup();
  expect(await removed.errorCode()).toBe('video-unavailable');
});

test('4chan: a thread is a folder of original names; the next time, what is new', async () => {
  const { control } = world.site;
  const popup = await popupOn('https://boards.4chan.org/wsg/thread/4000001/offline-quiet');
  expect(await popup.items()).toEqual(['the "harbour"', 'image', 'image (4000004)', 'clip']);
  await popup.save();
  await waitForSavedFiles(world.chromium.downloads, 4);
  const folder = '4chan/wsg/4000001 - Offline & quiet';
  const first = ['clip.mp4', 'image (4000004).jpg', 'image.jpg', "the 'harbour'.webm"];
  expect(listFiles(world.chromium.downloads)).toEqual(first.map((name) => `${folder}/${name}`));
  expect(referers()).toEqual(['https://boards.4chan.org/']);
  expect(control.requests.list({ kind: 'api' }).map(({ status }) => status)).toEqual([200, 304]);

  control.others.threadHasGrown = true;
  const again = await popupOn('https://boards.4chan.org/wsg/thread/4000001');
  expect(await again.saveWords()).toContain('Save 1 files');
  await again.save();
  await waitForSavedFiles(world.chromium.downloads, 5);
  expect(listFiles(world.chromium.downloads)).toContain(`${folder}/late.gif`);
});

test('gfycat: where it answers, its best file; where it does not, that it has closed', async () => {
  const closed = await (await world.open('https://gfycat.com/darlingquietharbour')).popup();
  expect(await closed.errorCode()).toBe('site-closed');
  world.site.control.others.isGfycatOpen = true;
  const popup = await popupOn('https://gfycat.com/gifs/detail/darlingquietharbour');
  expect((await popup.rows()).map(({ container }) => container)).toEqual(['MP4', 'WebM', 'GIF']);
  await popup.save();
  await expectServed(await waitForSavedFile(world.chromium.downloads), {
    clip: 'harbour',
    extension: 'mp4',
  });
});

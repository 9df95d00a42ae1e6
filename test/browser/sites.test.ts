import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { allowHosts } from '../helpers/allow-hosts';
import { probeMedia } from '../helpers/probe-media';
import { listFiles, waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import type { ClipName } from '../site/media/clips';
import { type ClipFile, clipFile } from '../site/others/clip-file';
import { streamSeconds } from '../site/others/stream-files';
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
    ...['qq.com', 'gtimg.com', 'smtcdns.com', 'smtcdns.net'],
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

test('what pages ask of a site by themselves says where they are, as ever', async () => {
  const { page } = await world.watch('era2020sign');
  await page.evaluate(() => fetch('https://i.imgur.com/harbr18.mp4', { mode: 'no-cors' }));
  const asked = world.site.control.requests.list().filter(({ host }) => host === 'i.imgur.com');
  expect(asked).toMatchObject([{ referer: 'https://www.youtube.com/', status: 403 }]);
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

test('4chan: a thread is a folder of original names; the next time, what is new or has failed', async () => {
  const { control } = world.site;
  const [host, fault] = ['i.4cdn.org', { kind: 'status', status: 404 } as const];
  control.faults.add({ fault, host, times: 1 });
  const popup = await popupOn('https://boards.4chan.org/wsg/thread/4000001/offline-quiet');
  expect(await popup.items()).toEqual(['the "harbour"', 'image', 'image (4000004)', 'clip']);
  await popup.save();
  await waitForSavedFiles(world.chromium.downloads, 3);
  await waitFor('all four to have ended', async () => {
    const states = (await popup.jobs()).map(({ state }) => state).toSorted();
    return states.join() === 'done,done,done,failed' || undefined;
  });
  expect(referers()).toEqual(['https://boards.4chan.org/']);
  const answers = control.requests.list({ kind: 'api' }).map(({ status }) => status);
  // One question a second: nobody was told off.
  expect([...new Set(answers)]).toEqual([200]);

  control.others.threadHasGrown = true;
  const again = await popupOn('https://boards.4chan.org/wsg/thread/4000001');
  expect(await again.saveWords()).toContain('Save 2 files');
  await again.save();
  await waitForSavedFiles(world.chromium.downloads, 5);
  const folder = '4chan/wsg/4000001 - Offline & quiet';
  const names = ['clip.mp4', 'image (4000004).jpg', 'image.jpg', 'late.gif', "the 'harbour'.webm"];
  expect(listFiles(world.chromium.downloads)).toEqual(names.map((name) => `${folder}/${name}`));
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

/** One file with the frames of all clips, as long as they are together. */
async function expectJoined(file: string, clips: readonly ClipName[]): Promise<void> {
  const served = await Promise.all(
    clips.map(async (clip) => probeMedia((await clipFile({ clip, extension: 'mp4' })).path)),
  );
  const { tracks, durationSeconds } = await probeMedia(file);
  const framesOf = (kind: string) =>
    served
      .flatMap((one) => one.tracks)
      .filter((track) => track.kind === kind)
      .reduce((sum, { frames }) => sum + frames, 0);
  expect(tracks.map(({ kind, frames }) => [kind, frames])).toEqual([
    ['video', framesOf('video')],
    ['audio', framesOf('audio')],
  ]);
  expect(durationSeconds).toBeCloseTo(
    served.reduce((sum, one) => sum + one.durationSeconds, 0),
    0,
  );
}

/** The next answer of a media host is that the address has expired. */
const refuseOnce = () =>
  world.site.control.faults.add({ fault: { kind: 'status', status: 403 }, times: 1 });

test('v.qq.com: a film in clips becomes one file, in any definition, though a key has expired', async () => {
  const popup = await popupOn('https://v.qq.com/x/cover/abc/x0offline01.html');
  expect(await popup.title()).toBe('离线的港口');
  expect((await popup.rows()).map(({ quality }) => Number.parseInt(quality, 10))).toEqual([
    1080, 720, 480, 270,
  ]);
  const refused = refuseOnce();
  await popup.saveRow(1);
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(refused.struck).toBe(1);
  await expectJoined(file, ['harbour', 'canyon', 'desert']);
  expect(referers()).toEqual(['https://v.qq.com/']);
});

test('v.qq.com: what the site tells its own player alone is had by that player’s question', async () => {
  const popup = await popupOn('https://v.qq.com/x/cover/mzcnew.html');
  expect(await popup.title()).toBe('今天的峡谷');
  const refused = refuseOnce();
  await popup.saveRow(1);
  await expectJoined(await waitForSavedFile(world.chromium.downloads), ['canyon', 'desert']);
  expect(refused.struck).toBe(1);
  const asked = world.site.control.requests
    .list({ kind: 'api' })
    .filter(({ path }) => path === '/getvinfo');
  // Of the page, and of the popup; then to save and for new keys, each time the film and what was chosen of it.
  expect(asked.map(({ query }) => query.get('defn')).join(' ')).toBe('hd hd hd shd hd shd');
});

test('v.qq.com: a film in segments becomes one file; who is told to wait says so', async () => {
  const tab = await world.open('https://v.qq.com/x/page/x0stream001.html');
  const popup = await (await tab.popup()).ready();
  const refused = refuseOnce();
  await popup.saveRow(2);
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(refused.struck).toBe(1);
  const { tracks } = await probeMedia(file);
  expect(tracks.map(({ kind }) => kind)).toEqual(['video', 'audio']);
  expect(tracks[0]?.frames).toBe(25 * streamSeconds);
  const lists = world.site.control.requests.list({ kind: 'media' }).map(({ path }) => path);
  expect(lists).toContain('/x0stream001.hd/list.m3u8');

  world.site.control.others.questionsLeft = 0;
  expect(await (await tab.popup()).errorCode()).toBe('http-429');
});

test('v.qq.com: a film in one piece is saved as served; one that is paid for says so', async () => {
  const popup = await popupOn('https://v.qq.com/x/page/x0single001.html');
  await popup.save();
  await expectServed(await waitForSavedFile(world.chromium.downloads), {
    clip: 'orchard',
    extension: 'mp4',
  });
  const paid = await (await world.open('https://v.qq.com/x/page/x0paidfor01.html')).popup();
  expect(await paid.errorCode()).toBe('payment-required');
});

test.each<[string, ClipFile]>([
  ['https://i.4cdn.org/wsg/1700000000000001.webm', { clip: 'harbour', extension: 'webm' }],
  ['https://imgur.com/t/harbours/harbr18', { clip: 'harbour', extension: 'mp4' }],
  ['https://giant.gfycat.com/DarlingQuietHarbour.webm', { clip: 'harbour', extension: 'mp4' }],
  ['https://v.qq.com/x/cover/mzcsingle.html', { clip: 'orchard', extension: 'mp4' }],
  [
    'https://v.qq.com/txp/iframe/player.html?auto=1&vid=x0single001',
    { clip: 'orchard', extension: 'mp4' },
  ],
])('%s is saved as served', async (url, served) => {
  world.site.control.others.isGfycatOpen = true;
  const popup = await popupOn(url);
  await popup.save();
  await expectServed(await waitForSavedFile(world.chromium.downloads), served);
});

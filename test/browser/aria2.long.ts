import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { agreeToHosts, allowHosts } from '../helpers/allow-hosts';
import { type Aria2Server, aria2Server } from '../helpers/aria2-server';
import { askExtension, openExtensionPage, openManager } from '../helpers/extension-pages';
import { listFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { clipFile } from '../site/others/clip-file';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

let world: World;
let aria2: Aria2Server;
beforeAll(async () => {
  world = await startWorld();
  aria2 = await aria2Server(world.site.port);
  await allowHosts(world.chromium, [
    'imgur.com',
    'qq.com',
    'gtimg.com',
    'smtcdns.com',
    'smtcdns.net',
  ]);
  await agreeToHosts(world.chromium, ['127.0.0.1']);
});
afterEach(() => world.reset());
afterAll(async () => {
  await world.close();
  await aria2.close();
});

const words = (page: Page, selector: string) =>
  page.$$eval(selector, (found) => found.map(({ textContent }) => textContent ?? '').join(' | '));

async function heard(page: Page, selector: string, wanted: string | RegExp): Promise<void> {
  let said = '';
  const isSaid = async () => {
    said = await words(page, selector);
    return typeof wanted === 'string' ? said.includes(wanted) : wanted.test(said);
  };
  await waitFor(`${selector} to say ${wanted}`, isSaid, { everyMs: 50 }).catch((cause: unknown) => {
    throw new Error(`It says: ${said}`, { cause });
  });
}

const press = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element instanceof HTMLElement && element.click());

async function type(page: Page, name: string, text: string): Promise<void> {
  await page.$eval(
    `[name=${name}]`,
    (input) => input instanceof HTMLInputElement && input.select(),
  );
  await page.type(`[name=${name}]`, text);
  await page.keyboard.press('Tab');
}

/** Sends what the section offers, or what of it has these words. */
async function send(url: string, wanted?: string): Promise<Page> {
  const { page } = await (await (await world.open(url)).popup()).ready();
  await page.waitForSelector('.handoff');
  await press(page, '.handoff summary');
  if (wanted !== undefined) {
    const value = await page.$$eval(
      '.handoff option',
      (options, text) => options.find(({ textContent }) => textContent?.includes(text))?.value,
      wanted,
    );
    await page.select('.handoff select', value ?? '');
  }
  await press(page, '.handoff .plain-button');
  return page;
}

const sent = 'aria2 has it.';
const row = '[aria-labelledby=handoffs] .job';
const servedBytes = async (videoId: string, itag: number) =>
  readFileSync((await makeMedia(profileOf(itag), videoOf(videoId).clip)).path);
const isSaved = (name: string, bytes: Buffer) =>
  readFileSync(join(aria2.folder, name)).equals(bytes);

test('a person sets it up: nobody there, a wrong secret, the right one', async () => {
  const page = await openExtensionPage(world.chromium, 'src/manager/index.html#settings');
  await page.waitForSelector('[name=aria2]');
  await press(page, '[name=aria2]');
  await page.waitForSelector('[name=aria2Address]');
  await type(page, 'aria2Address', 'ftp://nas.example');
  await heard(page, '.aria2 .field-error', 'An address begins with');
  await type(page, 'aria2Address', aria2.address);
  await waitFor('the address to be kept', () =>
    askExtension(
      world.chromium,
      async (address) => JSON.stringify(await chrome.storage.local.get()).includes(address),
      aria2.address,
    ),
  );
  const test = '[data-action=test-aria2]';
  await press(page, test);
  await heard(page, '.aria2 [role=status]', 'aria2 does not answer at its address');
  await aria2.start();
  await type(page, 'aria2Secret', 'wrong');
  await press(page, '.aria2 .text-field .plain-button');
  await heard(page, '.aria2', 'A secret is kept.');
  await press(page, test);
  await heard(page, '.aria2 [role=status]', 'does not accept the secret');
  await press(page, '.aria2 .secret-line .plain-button');
  await page.waitForSelector('[name=aria2Secret]');
  await type(page, 'aria2Secret', aria2.secret);
  await press(page, '.aria2 .text-field .plain-button');
  await heard(page, '.aria2', 'A secret is kept.');
  await press(page, test);
  await heard(page, '.aria2 [role=status]', /aria2 [\d.]+ answers\./);
  expect(await page.content()).not.toContain(aria2.secret);
});

test('over a socket: one file, with the Referer that its host asks for; the manager says that it is there', async () => {
  await askExtension(
    world.chromium,
    (aria2Address) =>
      chrome.runtime.sendMessage({
        to: 'background',
        name: 'setSettings',
        request: { aria2Address },
      }),
    aria2.address.replace('http', 'ws'),
  );
  const popup = await send('https://imgur.com/harbr18');
  await heard(popup, '.handoff .side-hint', 'Arrives as one file.');
  await heard(popup, '.handoff', sent);
  const manager = await openManager(world.chromium);
  await heard(manager, row, 'Saved');
  const { path } = await clipFile({ clip: 'harbour', extension: 'mp4' });
  const [name = ''] = listFiles(aria2.folder);
  expect(isSaved(name, readFileSync(path))).toBe(true);
  const asked = world.site.control.requests.list({ kind: 'media' });
  expect(asked.at(-1)).toMatchObject({ referer: 'https://imgur.com/' });
  // What is remembered of it needs no aria2 any more.
  await aria2.stop();
  await manager.reload();
  await heard(manager, row, 'Saved');
  await press(manager, `${row} [data-action=remove]`);
  await waitFor('the row to go', async () => (await manager.$(row)) === null);
  await aria2.start();
});

test('what is only streamed in pieces is not offered', async () => {
  await allowHosts(world.chromium, ['watch.example']);
  const { page } = await (
    await (await world.open('https://www.watch.example/fmp4')).popup()
  ).ready();
  await heard(page, '.handoff', 'aria2 cannot fetch it');
  expect(await page.$('.handoff button')).toBeNull();
});

test('picture and sound are two files; paused, expired, forgotten and taken up again', async () => {
  const { id, title } = videoOf('era2015adap');
  world.site.control.limits = { totalBytesPerSecond: 300_000 };
  const popup = await send(`https://www.youtube.com/watch?v=${id}`, '1080p · MP4');
  await heard(popup, '.handoff .side-hint', 'Arrives as two files');
  await heard(popup, '.handoff', sent);
  const manager = await openManager(world.chromium);
  await heard(manager, row, /video\.mp4 · [\d.]+% of/);
  await press(manager, `${row} [data-action=pause]`);
  await heard(manager, row, /video\.mp4 · Paused/);

  // The addresses expire meanwhile: resuming brings new ones.
  world.site.control.expireAddresses();
  await press(manager, `${row} [data-action=resume]`);
  await heard(manager, row, /video\.mp4 · [\d.]+% of/);

  await aria2.stop();
  await heard(manager, '[aria-labelledby=handoffs] .banner', 'aria2 does not answer');
  await aria2.start();
  await heard(manager, row, 'does not know this download any more');
  world.site.control.limits = {};
  await press(manager, `${row} [data-action=retry]`);
  await heard(manager, row, /Saved.*Saved/);
  const files = listFiles(aria2.folder);
  const video = files.find((name) => name.endsWith('.video.mp4')) ?? '';
  const audio = files.find((name) => name.endsWith('.audio.m4a')) ?? '';
  expect(title).toContain('Harbour 2015');
  expect(isSaved(video, await servedBytes(id, 137))).toBe(true);
  expect(isSaved(audio, await servedBytes(id, 140))).toBe(true);
});

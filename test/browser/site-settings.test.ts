import { basename, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../commands/project-root.mjs';
import { agreeToHosts } from '../helpers/allow-hosts';
import { askExtension, openExtensionPage } from '../helpers/extension-pages';
import { waitForSavedFile, waitForSavedFiles } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { accountName, ownClientId, ownSecret } from '../site/others/imgur-catalogue';
import { watchUrl } from '../site/video-spec';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await agreeToHosts(world.chromium, ['imgur.com']);
});
afterEach(() => world.reset());
afterAll(() => world.close());

const imgurRow = '[data-site=imgur]';

async function openSettings(): Promise<Page> {
  const page = await openExtensionPage(world.chromium, 'src/manager/index.html#settings');
  await page.waitForSelector(imgurRow);
  return page;
}

const words = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element.textContent ?? '');

const holdsImgur = () =>
  askExtension(world.chromium, () =>
    chrome.permissions.contains({ origins: ['*://*.imgur.com/*'] }),
  );

test('a site is asked for when it is allowed, and given back when it is taken back', async () => {
  const settings = await openSettings();
  expect(await holdsImgur()).toBe(false);
  await settings.click(`${imgurRow} .site-head button`);
  await waitFor('the site to be allowed', holdsImgur);
  const imgur = await (await world.open('https://imgur.com/harbr18')).popup();
  await imgur.ready();

  await settings.bringToFront();
  await waitFor('the settings to say so', async () =>
    (await words(settings, `${imgurRow} .site-head`)).includes('Take back'),
  );
  await settings.click(`${imgurRow} .site-head button`);
  await waitFor('the site to be taken back', async () => !(await holdsImgur()));
});

test('a key of the person’s own is sent to its site, and shown to nobody', async () => {
  const settings = await openSettings();
  await settings.click(`${imgurRow} .site-head button`);
  await waitFor('the site to be allowed', holdsImgur);
  await settings.type(`${imgurRow} [name=imgur-key]`, ownClientId);
  await settings.click(`${imgurRow} fieldset button`);
  await waitFor('the key to be kept', async () =>
    (await words(settings, imgurRow)).includes('A key is kept.'),
  );
  expect(await settings.content()).not.toContain(ownClientId);

  const popup = await (await world.open('https://imgur.com/deSrt')).popup();
  await popup.ready();
  await popup.save();
  await waitForSavedFile(world.chromium.downloads);
  const asked = world.site.control.requests.list({ kind: 'api' });
  expect(asked.map(({ query }) => query.get('client_id'))).toContain(ownClientId);
  const log = await askExtension(world.chromium, () =>
    chrome.runtime.sendMessage({
      to: 'background',
      name: 'jobLog',
      request: { jobId: 'imgur:deSrt:deSrt.png' },
    }),
  );
  expect(log).toMatchObject({ ok: true });
  expect(JSON.stringify(log)).not.toContain(ownClientId);

  await settings.bringToFront();
  await settings.click(`${imgurRow} .site-key button`);
  await settings.waitForSelector(`${imgurRow} [name=imgur-key]`);
});

test('who signs in with a key of their own saves what only they see, though a token has ended', async () => {
  const settings = await openSettings();
  if (!(await holdsImgur())) await settings.click(`${imgurRow} .site-head button`);
  await waitFor('the site to be allowed', holdsImgur);
  await settings.type(`${imgurRow} [name=imgur-key]`, ownClientId);
  await settings.type(`${imgurRow} [name=imgur-secret]`, ownSecret);
  await settings.click(`${imgurRow} fieldset button`);
  await settings.waitForSelector(`${imgurRow} .site-sign-in button:enabled`);

  const answer = async (button: '#allow' | '#deny') => {
    await settings.bringToFront();
    await settings.click(`${imgurRow} .site-sign-in button`);
    const target = await world.chromium.browser.waitForTarget((one) =>
      one.url().startsWith('https://api.imgur.com/oauth2/authorize'),
    );
    const page = await target.page();
    await page?.waitForSelector(button);
    await page?.click(button);
  };
  await answer('#deny');
  await settings.waitForSelector('.field-error');
  await answer('#allow');
  await waitFor('the settings to say who signed in', async () =>
    (await words(settings, imgurRow)).includes(`Signed in as ${accountName}.`),
  );
  expect(await settings.content()).not.toContain(world.site.control.others.signIns.token);

  world.site.control.others.signIns.endToken();
  const popup = await (await (await world.open('https://imgur.com/a/pRivt')).popup()).ready();
  expect(await popup.title()).toBe('Ripe');
  await popup.save();
  await waitForSavedFile(world.chromium.downloads);
  const asked = world.site.control.requests.list({ kind: 'api' });
  expect(asked.map(({ path, status }) => [path, status]).slice(-4)).toEqual([
    ['/3/album/pRivt', 401],
    ['/oauth2/token', 200],
    ['/3/album/pRivt', 200],
    ['/3/album/pRivt', 200],
  ]);

  await settings.bringToFront();
  await settings.click(`${imgurRow} .site-sign-in button`);
  await settings.waitForSelector(`${imgurRow} .site-sign-in code`);
});

test('another extension is refused whatever it asks, until a person has allowed it', async () => {
  const { browser, extensionId, downloads } = world.chromium;
  const callerId = await browser.installExtension(join(projectRoot, 'test/sample-caller'));
  const caller = await browser.newPage();
  await caller.goto(`chrome-extension://${callerId}/page.html`);
  const ask = (question: unknown) =>
    caller.evaluate((id, asked) => chrome.runtime.sendMessage(id, asked), extensionId, question);
  const url = watchUrl('era2020sign');
  const questions = [
    { request: 'video-info', url },
    { request: 'download', url },
    { request: 'status', download_id: 'youtube:era2020sign:22' },
    { request: 'nonsense' },
    'nonsense',
  ];
  for (const question of questions) {
    expect(await ask(question)).toEqual({ success: false, error: 'Refused.' });
  }

  const settings = await openSettings();
  await settings.type('[name=caller]', callerId);
  await settings.click('.site-key:has([name=caller]) > button');
  await waitFor('the caller to be allowed', async () => {
    const { success } = Object(await ask({ request: 'video-info', url }));
    return success === true;
  });
  const { title } = videoOf('era2020sign');
  expect(await ask(questions[0])).toMatchObject({
    info: { title, duration: expect.stringMatching(/^00:00:0\d$/) },
  });
  expect(await ask(questions[2])).toMatchObject({ success: false, code: 'job-not-found' });

  if (!(await holdsImgur())) await settings.click(`${imgurRow} .site-head button`);
  await waitFor('the site to be allowed', holdsImgur);
  const begun = [
    { url, quality: '480' },
    { url, quality: 'audio' },
    { url: 'https://i.imgur.com/harbr18.mp4' },
  ].map((wish) => ask({ request: 'download', ...wish }));
  expect(await Promise.all(begun)).toMatchObject([
    { download_id: expect.stringMatching(/^youtube:era2020sign:135-\d+\+140-\d+$/) },
    { download_id: expect.stringMatching(/^youtube:era2020sign:140-\d+$/) },
    { download_id: 'imgur:harbr18:harbr18.mp4' },
  ]);
  expect((await waitForSavedFiles(downloads, 3)).map((file) => basename(file))).toEqual([
    'Glacier 2020 - signatureCipher & n.m4a',
    'Glacier 2020 - signatureCipher & n.mp4',
    'harbr18.mp4',
  ]);

  await caller.bringToFront();
  await caller.type('[name=id]', extensionId);
  await caller.type('[name=url]', url);
  await caller.click('button');
  await waitForSavedFiles(downloads, 4);
  await waitFor('the sample to tell of it', async () =>
    (await words(caller, 'output')).startsWith('Saved: '),
  );
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { askExtension, openExtensionPage } from '../helpers/extension-pages';
import { waitFor } from '../helpers/wait-for';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('the settings show the keys that the browser has, and lead to where they are changed', async () => {
  const { chromium } = world;
  const kept = await askExtension(chromium, async () => {
    const commands = await chrome.commands.getAll();
    return commands.map(({ shortcut }) => shortcut ?? '');
  });
  const page = await openExtensionPage(chromium, 'src/manager/index.html#settings');
  await page.waitForSelector('.shortcuts dd');
  const shown = await page.$$eval('.shortcuts dd', (keys) =>
    keys.map((key) =>
      [...key.querySelectorAll('kbd')].map(({ textContent }) => textContent).join('+'),
    ),
  );
  expect(shown).toEqual(kept);

  await page.click('.shortcuts ~ .plain-button');
  await waitFor('the browser’s page', () =>
    chromium.browser
      .targets()
      .some((target) => target.url().startsWith('chrome://extensions/shortcuts')),
  );
});

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { allowHosts } from '../helpers/allow-hosts';
import { waitForSavedFile } from '../helpers/saved-file';
import { clipFile } from '../site/others/clip-file';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await allowHosts(world.chromium, ['imgur.com']);
});
afterEach(() => world.reset());
afterAll(() => world.close());

test('imgur: one video, from the page to a saved file that is the served one byte for byte', async () => {
  const popup = await (await world.open('https://imgur.com/harbr18')).popup();
  await popup.ready();
  expect(await popup.title()).toBe('The harbour wakes: "early" </script> & all');
  await popup.save();
  const file = await waitForSavedFile(world.chromium.downloads);
  expect(basename(file)).toBe("The harbour wakes - 'early' -script & all.mp4");
  const { path } = await clipFile({ clip: 'harbour', extension: 'mp4' });
  expect(readFileSync(file).equals(readFileSync(path))).toBe(true);
  const asked = world.site.control.requests.list({ kind: 'media' });
  expect(new Set(asked.map(({ referer }) => referer))).toEqual(new Set(['https://imgur.com/']));
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { askExtension, openManager, serviceWorker } from '../helpers/extension-pages';
import { waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const river = videoOf('river47mbyt');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** Nothing tells from outside what the browser holds: what it is asked for is written down on the way. */
async function listenToPower(): Promise<() => Promise<string[]>> {
  const worker = await serviceWorker(world.chromium);
  await worker.evaluate(() => {
    const asked: string[] = [];
    const { requestKeepAwake, releaseKeepAwake } = chrome.power;
    chrome.power.requestKeepAwake = (level) => {
      asked.push(level);
      requestKeepAwake(level);
    };
    chrome.power.releaseKeepAwake = () => {
      asked.push('release');
      releaseKeepAwake();
    };
    Reflect.set(globalThis, 'powerAsked', asked);
  });
  return () => worker.evaluate(() => Reflect.get(globalThis, 'powerAsked'));
}

test('with the person’s leave the machine is held awake while a job runs, and let go after it', async () => {
  const { chromium, site } = world;
  const manager = await openManager(chromium);
  // A driver's call counts as a click.
  expect(await manager.evaluate(() => chrome.permissions.request({ permissions: ['power'] }))).toBe(
    true,
  );
  const reply = await askExtension(chromium, () =>
    chrome.runtime.sendMessage({
      to: 'background',
      name: 'setSettings',
      request: { keepAwake: true },
    }),
  );
  expect(reply).toMatchObject({ ok: true, value: { keepAwake: true } });
  const powerAsked = await listenToPower();
  site.control.limits = { totalBytesPerSecond: 12_000_000 };
  const popup = await (await (await world.watch(river.id)).popup()).ready();
  await popup.save();
  await waitFor('the machine to be held', async () => (await powerAsked()).includes('system'));
  await waitForSavedFile(chromium.downloads);
  await waitFor('the machine to be let go', async () => (await powerAsked()).at(-1) === 'release');
  const asked = await powerAsked();
  // An engine that wakes with nothing to do lets go of what one before it may have held.
  expect(asked.slice(asked.indexOf('system'))).toEqual(['system', 'release']);
});

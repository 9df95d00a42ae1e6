import { afterEach, expect, test } from 'vitest';
import { filesInOpfs } from '../helpers/extension-pages';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { bytesTwice, expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

let world: World;
afterEach(() => world.close());

const popupOn = async (id: string) => (await (await world.watch(id)).popup()).ready();

test('331 MB are saved whole, and next to no byte is fetched twice', async () => {
  world = await startWorld();
  const { site, chromium } = world;
  const ocean = videoOf('ocean331mby');
  await (await popupOn(ocean.id)).save();
  const file = await waitForSavedFile(chromium.downloads, { timeoutMs: 300_000 });
  await expectSameFrames(file, site, ocean);
  expect(bytesTwice(site, ocean)).toBeLessThan(0.05 * 331_000_000);
});

test('a service worker that the browser ended after 30 idle seconds comes back for the next save', async () => {
  world = await startWorld({ leaveServiceWorkers: true });
  const { site, chromium } = world;
  const video = videoOf('era2020sign');
  const tab = await world.watch(video.id);
  const cdp = await chromium.browser.target().createCDPSession();
  await waitFor(
    'the service worker to be gone',
    async () => {
      const { targetInfos } = await cdp.send('Target.getTargets');
      return !targetInfos.some(({ type }) => type === 'service_worker');
    },
    { timeoutMs: 90_000, everyMs: 500 },
  );
  await (await (await tab.popup()).ready()).save();
  await expectSameFrames(await waitForSavedFile(chromium.downloads), site, video);
});

test('a server that is never heard again holds the job, which loses nothing; a cancel leaves nothing', async () => {
  world = await startWorld();
  const { site, chromium } = world;
  const video = videoOf('era2020sign');
  site.control.faults.add({ fault: { kind: 'reset', afterBytes: 0 } });
  const popup = await popupOn(video.id);
  await popup.save();
  const job = await waitFor(
    'the job to wait',
    async () => (await popup.jobs()).find(({ state }) => state === 'waiting' || state === 'failed'),
    { timeoutMs: 400_000, everyMs: 500 },
  );
  expect(job.state).toBe('waiting');
  await popup.cancel(video.title);
  await popup.job(video.title, 'cancelled');
  expect(listFiles(chromium.downloads)).toEqual([]);
  await popup.remove(video.title);
  await waitFor('nothing', async () => Object.keys(await filesInOpfs(chromium)).length === 0);
});

import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { waitForSavedFile } from '../helpers/saved-file';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const video = videoOf('era2020sign');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

/** Each beside one of its kind in `failures.test.ts`; each by itself in `test/unit/transfer/fetch-file.test.ts`, 410 in `test/unit/engine/refused-addresses.test.ts`. */
test.each([
  { kind: 'status', status: 410 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retryAfter: '1' },
  { kind: 'reset', afterBytes: 5000 },
  { kind: 'short', bytes: 5000 },
] as const)('what goes wrong once is mended: %o', async (fault) => {
  world.site.control.faults.add({ fault, times: 1 });
  const popup = await (await (await world.watch(video.id)).popup()).ready();
  await popup.save();
  await popup.job(video.title, 'done');
  await expectSameFrames(await waitForSavedFile(world.chromium.downloads), world.site, video);
  await popup.remove(video.title);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorData } from '../../src/errors';
import type { JobsPortMessage } from '../../src/protocol/jobs-port';
import { askExtension, filesInOpfs } from '../helpers/extension-pages';
import { fillEngine } from '../helpers/full-engine';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { mountSmallDisk, type SmallDisk } from '../helpers/small-disk';
import { createTempDir } from '../helpers/temp-dir';
import { waitFor } from '../helpers/wait-for';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const mega = 1e6;
/** 47 MB, and as much again for the file that is put together. */
const river = videoOf('river47mbyt');

/** Where we may not mount, the engine's own worker is made to see a full disk. */
let disk: SmallDisk | undefined;
let world: World;
const downloads = createTempDir('downloads');
beforeAll(async () => {
  disk = mountSmallDisk(220 * mega);
  world = await startWorld({
    downloads: downloads.path,
    ...(disk && { profileParent: disk.path }),
  });
});
afterAll(async () => {
  await world?.close();
  disk?.remove();
  downloads.remove();
});

async function fillUpTo(freeBytes: number): Promise<() => void | Promise<void>> {
  if (!disk) return fillEngine(world.chromium, freeBytes);
  disk.fillUpTo(freeBytes);
  return disk.makeRoom;
}

/** As the screens are told it: the popup's sentence leaves the numbers out. */
const waits = (): Promise<ErrorData[]> =>
  askExtension(
    world.chromium,
    (name) =>
      new Promise<ErrorData[]>((resolve) => {
        const port = chrome.runtime.connect({ name });
        port.onMessage.addListener((message: JobsPortMessage) => {
          if (message.kind !== 'snapshot') return;
          port.disconnect();
          resolve(
            message.jobs.flatMap(({ current }) =>
              current.state === 'waiting' ? (current.error ?? []) : [],
            ),
          );
        });
      }),
    'jobs',
  );

test('a full disk holds the job, says what is missing, and lets it go on by itself once there is room', async () => {
  const { site, chromium } = world;
  const popup = await (await (await world.watch(river.id)).popup()).ready();
  const makeRoom = await fillUpTo(20 * mega);
  await popup.save();
  await waitFor(
    'the job to wait',
    async () => (await popup.jobs()).find(({ state }) => state === 'waiting' || state === 'failed'),
    { timeoutMs: 20_000 },
  );
  expect(listFiles(downloads.path)).toEqual([]);
  const [error] = await waits();
  expect(error?.code).toBe('disk-full');
  expect(error?.facts.missingBytes).toBeGreaterThan(20 * mega);
  expect(error?.facts.missingBytes).toBeLessThan(100 * mega);

  await makeRoom();

  await popup.job(river.title, 'done');
  await expectSameFrames(await waitForSavedFile(downloads.path), site, river);
  await waitFor(
    'OPFS to be empty',
    async () => Object.keys(await filesInOpfs(chromium)).length === 0,
  );
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/errors';
import { filesInOpfs } from '../helpers/extension-pages';
import type { PopupDriver } from '../helpers/popup-driver';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import type { Fault, FaultRule } from '../site/control/fault';
import type { VideoSpec } from '../site/video-spec';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type WatchTab, type World } from './world';

const short = videoOf('era2020sign');
/** Five ranges: a 200 for a file of one range holds all that was asked, and is right. */
const river = videoOf('river47mbyt');

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

async function saveWith(rule: FaultRule, video: VideoSpec = short) {
  world.site.control.faults.add(rule);
  const popup = await popupOn(await world.watch(video.id));
  await popup.save();
  return { job: await endOf(popup), popup };
}

/** Without the jobs of earlier tests: their end is none of ours. */
async function popupOn(tab: WatchTab): Promise<PopupDriver> {
  const popup = await (await tab.popup()).ready();
  for (const { title } of await popup.jobs()) await popup.remove(title);
  return popup;
}

const endOf = (popup: PopupDriver) =>
  waitFor(
    'the job to end',
    async () => (await popup.jobs()).find(({ state }) => state === 'done' || state === 'failed'),
    { timeoutMs: 50_000 },
  );

interface Refusal {
  readonly fault: Fault;
  readonly code: ErrorCode;
  readonly video?: VideoSpec;
}

/** That 403 has an end as well is seen where time goes faster: advertisements may be its cause, and are waited for. */
const refusals: readonly Refusal[] = [
  { fault: { kind: 'status', status: 404 }, code: 'http-404' },
  { fault: { kind: 'status', status: 410 }, code: 'http-410' },
  { fault: { kind: 'status', status: 429, retryAfter: '86400' }, code: 'http-429' },
  { fault: { kind: 'wrong-content-range', shift: 1000 }, code: 'range-mismatch' },
  { fault: { kind: 'ignore-range' }, code: 'range-ignored', video: river },
];

test.each(refusals)('$fault for ever never makes a file: $code', async (refusal) => {
  const { fault, code, video = short } = refusal;
  const { job, popup } = await saveWith({ fault }, video);
  expect(job).toMatchObject({ state: 'failed', code });
  expect(listFiles(world.chromium.downloads)).toEqual([]);
  await popup.remove(video.title);
  expect(await filesInOpfs(world.chromium)).toEqual({});
});

test.each([
  { kind: 'status', status: 403 },
  { kind: 'cut', afterBytes: 5000 },
  { kind: 'wrong-content-range', shift: 1 },
] as const)('what goes wrong once is mended: $kind', async (fault) => {
  const { job } = await saveWith({ fault, times: 1 });
  expect(job).toMatchObject({ state: 'done' });
  await expectSameFrames(await waitForSavedFile(world.chromium.downloads), world.site, short);
});

test('media that redirect among the media hosts are followed', async () => {
  const { site, chromium } = world;
  const tab = await world.watch(short.id);
  const popup = await popupOn(tab);
  const host = 'rr9---sn-reelkeep.googlevideo.com';
  const fault = site.control.faults.add({ fault: { kind: 'redirect-host', host }, times: 1 });
  await popup.save();
  await expectSameFrames(await waitForSavedFile(chromium.downloads), site, short);
  expect(fault.struck).toBe(1);
  expect(site.control.requests.list({ kind: 'media' }).map((request) => request.host)).toContain(
    host,
  );
});

test('refused addresses: the watch page is fetched anew, and the job goes on by itself', async () => {
  const { site, chromium } = world;
  const tab = await world.watch(short.id);
  const popup = await popupOn(tab);
  site.control.expireAddresses();
  await popup.save();
  await popup.job(short.title, 'done');
  await expectSameFrames(await waitForSavedFile(chromium.downloads), site, short);
});

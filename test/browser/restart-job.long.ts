import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { JobsWatch } from '../helpers/jobs-watch';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { clips } from '../site/media/clips';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { expectSameFrames } from './expect-same-frames';
import { videoOf } from './video-of';
import { startWorld, type World } from './world';

const river = videoOf('river47mbyt');
/** The same video, as its author has put it up again. */
const again = { ...river, clip: { ...clips.river, name: 'river-again', hue: 90 } };

let world: World;
beforeAll(async () => {
  await Promise.all(again.itags.map((itag) => makeMedia(profileOf(itag), again.clip)));
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

test('another version under way is never mixed in: the person starts again, and has that one whole', async () => {
  const { site, chromium } = world;
  site.control.limits = { totalBytesPerSecond: 6_000_000 };
  const tab = await world.watch(river.id);
  const popup = await (await tab.popup()).ready();
  await popup.save();
  await waitFor('bytes', () => site.control.requests.bytesSent({ kind: 'media' }) > 5_000_000);

  const watch = new JobsWatch(() => chromium);
  await watch.ask('pauseJobs', {});
  await popup.job(river.title, 'paused');
  site.control.replaceMedia(river.id, again.clip);
  site.control.expireAddresses();
  await watch.ask('resumeJobs', {});

  const failed = await waitFor(
    'the job to say so',
    async () => (await watch.read()).jobs.find(({ current }) => current.state === 'failed'),
    { timeoutMs: 30_000 },
  );
  expect(failed.current).toMatchObject({ error: { code: 'format-changed' } });
  expect(listFiles(chromium.downloads)).toEqual([]);

  site.control.requests.clear();
  site.control.limits = {};
  expect(await watch.ask('restartJob', { jobId: failed.id })).toMatchObject({ ok: true });
  await expectSameFrames(await waitForSavedFile(chromium.downloads), site, again);
  // The tab still shows the old addresses: the new ones came from a fresh page.
  expect(site.control.requests.list({ kind: 'page', videoId: river.id })).toHaveLength(1);
});

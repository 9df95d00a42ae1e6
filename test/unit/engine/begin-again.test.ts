import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beginAgain } from '../../../src/engine/begin-again';
import { ReelkeepError } from '../../../src/errors';
import { HandClock } from '../transfer/hand-clock';
import { jobOf, Rig } from './engine-rig';
import { clipServers } from './serve-for-test';

const serve = clipServers();
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

it('what could not begin is begun again, later and later, until it has', async () => {
  const clock = new HandClock();
  const at: number[] = [];
  const begun = beginAgain(async () => {
    at.push(clock.uptime() / 1000);
    if (at.length < 10) throw new Error('not yet');
    return 'there';
  }, clock);
  await expect(begun()).rejects.toThrow('not yet');
  for (let seconds = 0; seconds < 400; seconds += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(1000);
  }
  expect(at).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
  await expect(begun()).resolves.toBe('there');
});

it('a journal that cannot be read for a while is read later; commands meanwhile hear why', async () => {
  const rig = new Rig();
  const media = await serve('whole.mp4');
  rig.onSave = async () => undefined;
  await rig.host.requests.start(jobOf([media.part('whole')]));
  await rig.until('saving');
  rig.kill();
  let isBroken = true;
  rig.onLoad = () => {
    if (isBroken) throw new ReelkeepError('storage-failed', 'Not now.');
  };
  rig.start();
  await expect(rig.host.requests.pause({})).rejects.toMatchObject({ code: 'storage-failed' });
  // So do the screens, which get the list as soon as it can be read.
  expect(rig.messages.at(-1)).toMatchObject({ kind: 'unread', error: { code: 'storage-failed' } });
  isBroken = false;
  rig.onSave = ({ downloadId }) => rig.complete(downloadId);
  await rig.until('done');
});

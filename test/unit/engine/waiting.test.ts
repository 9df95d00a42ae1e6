import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { scratchFolder } from '../media/clips';
import { jobOf, Rig, renewed, settings, urlOf } from './engine-rig';
import { nodeFiles } from './node-files';
import { clipServers, mendable, pass } from './serve-for-test';

const serve = clipServers();
const { id } = jobOf([]);
const reset = { kind: 'reset', afterBytes: 0 } as const;

/** A job whose server breaks every connection until it is mended. */
async function brokenJob(rig = new Rig()) {
  const { faultFor, mend } = mendable(reset);
  const media = await serve('whole.mp4', faultFor);
  await rig.host.requests.start(jobOf([media.part('whole')]));
  return { rig, media, mend };
}

describe('a network that is gone', () => {
  it('is waited for as soon as the browser says so too, and left when it is back', async () => {
    const rig = new Rig();
    rig.network.change({ isOnline: false });
    const { media, mend } = await brokenJob(rig);
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({ reason: 'network', error: { code: 'network-lost' } });
    // The transfer itself would try eight times.
    expect(media.server.seen.length).toBeLessThan(8);
    mend();
    rig.network.change({ isOnline: true });
    await rig.until('done');
  });

  it('is tried again and again, whatever the browser says, and never ends the job', async () => {
    const rig = new Rig();
    rig.network.change({ isOnline: false });
    const { media, mend } = await brokenJob(rig);
    await rig.until('waiting');
    const asked = media.server.seen.length;
    await rig.untilTrue(() => media.server.seen.length >= asked + 4);
    expect(rig.job()?.current.state).not.toBe('failed');
    mend();
    await rig.until('done');
  });

  it('lets a browser that is wrongly called offline save all the same', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    rig.network.change({ isOnline: false });
    await rig.host.requests.start(jobOf([media.part('whole')]));
    await rig.until('done');
  });

  it('of which the browser knows nothing is waited for once the retries are used up', async () => {
    const { rig, mend } = await brokenJob();
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({ reason: 'network' });
    mend();
    await rig.until('done');
  }, 20_000);

  it('that the browser has may be a dead host: the page is asked for other addresses', async () => {
    const media = await serve('whole.mp4');
    const dead = await serve('whole.mp4', () => reset);
    const rig = new Rig();
    const part = { ...media.part('whole'), source: dead.part('whole').source };
    const wishes: unknown[] = [];
    rig.onRenew = async ({ wish }) => {
      wishes.push(wish);
      return renewed({ [part.formatId]: urlOf(media.part('whole')) });
    };
    await rig.host.requests.start(jobOf([part]));
    await rig.until('done');
    const before = { tier: 'page-address', doubt: { kind: 'moved' } };
    expect(wishes).toEqual([{ before, failed: [] }]);
    const { text } = await rig.host.requests.log({ id });
    expect(text.match(/waiting/g)).toHaveLength(2);
  }, 20_000);

  it('holds no place in the queue, survives a restart, and can be cancelled', async () => {
    const rig = new Rig();
    rig.settings = { ...settings, jobsAtOnce: 1 };
    await rig.host.requests.configure(rig.settings);
    rig.network.change({ isOnline: false });
    const { mend } = await brokenJob(rig);
    await rig.until('waiting');
    rig.network.change({ isOnline: true });
    rig.network.change({ isOnline: false });
    await rig.until('waiting');
    rig.kill();
    rig.start();
    await rig.until('waiting');
    mend();
    expect(rig.awake).toBe(1);
    await rig.host.requests.cancel({ id });
    await rig.until('cancelled');
    expect(rig.files()).toEqual([]);
    expect(rig.awake).toBe(0);
  });
});

describe('a full disk', () => {
  it('is seen before anything is asked of the server; the job begins once there is room', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    rig.freeBytes = 1000;
    await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({
      reason: 'disk',
      error: { code: 'disk-full', facts: { freeBytes: 1000 } },
    });
    const facts = current.state === 'waiting' ? current.error?.facts : undefined;
    expect(Number(facts?.neededBytes)).toBeGreaterThan(2 * media.bytes.length);
    expect(facts?.missingBytes).toBe(Number(facts?.neededBytes) - 1000);
    expect(media.server.seen).toEqual([]);
    rig.freeBytes = 1e12;
    await rig.until('done');
  });

  it('in the middle of a fetch keeps what there is, and goes on by itself', async () => {
    const folder = scratchFolder();
    const files = nodeFiles(folder);
    let isFull = true;
    const video = await serve('h264.mp4');
    const audio = await serve('aac.m4a');
    const rig = new Rig({
      files: {
        ...files,
        open: async (job, name) => {
          const file = await files.open(job, name);
          return {
            ...file,
            write: (bytes, options) => {
              if (isFull && name === '0-video.part') {
                throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
              }
              return file.write(bytes, options);
            },
          };
        },
      },
    });
    rig.diskFolder = folder;
    await rig.host.requests.start(jobOf([video.part('video'), audio.part('audio')]));
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({ reason: 'disk', error: { code: 'disk-full' } });
    isFull = false;
    await rig.until('done');
  });

  it('is seen before the parts are put together, and costs no second fetch', async () => {
    const video = await serve('h264.mp4');
    const audio = await serve('aac.m4a');
    const total = video.bytes.length + audio.bytes.length;
    const rig = new Rig();
    // The parts have been written meanwhile, and somebody else has written too.
    rig.onFreeBytes = () => {
      const parts = rig.files().length > 0 && video.server.seen.length > 0;
      return parts && !isRoomy ? total : 1e12;
    };
    let isRoomy = false;
    await rig.host.requests.start(jobOf([video.part('video'), audio.part('audio')]));
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({ reason: 'disk' });
    expect(rig.files().filter((name) => name.endsWith('.part'))).toEqual([
      '0-video.part',
      '1-audio.part',
    ]);
    const asked = video.server.seen.length + audio.server.seen.length;
    isRoomy = true;
    await rig.until('done');
    expect(video.server.seen.length + audio.server.seen.length).toBe(asked);
  });
});

describe('a server that asks for patience', () => {
  it('gets it, and the job says until when', async () => {
    let isBusy = true;
    const media = await serve('whole.mp4', () =>
      isBusy ? { kind: 'status', status: 429, retryAfter: '130' } : undefined,
    );
    const rig = new Rig();
    const before = Date.now();
    await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({ reason: 'server', error: { code: 'http-429' } });
    const until = current.state === 'waiting' ? (current.until ?? 0) : 0;
    expect(until).toBeGreaterThanOrEqual(before + 130_000);
    const asked = media.server.seen.length;
    isBusy = false;
    // A restart does not shorten it.
    rig.kill();
    rig.start();
    await rig.until('waiting');
    await pass(300);
    expect(media.server.seen).toHaveLength(asked);
    await rig.host.requests.resume({ id });
    await rig.until('done');
  });

  it('for a day is too much: the job ends with its code', async () => {
    const media = await serve('whole.mp4', () => ({
      kind: 'status',
      status: 429,
      retryAfter: '86400',
    }));
    const rig = new Rig();
    await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({ error: { code: 'http-429' } });
  });
});

/** A job that hangs in its fetch until it is mended. */
async function hangingJob() {
  const { faultFor, mend } = mendable({ kind: 'stall', afterBytes: 100 });
  const media = await serve('whole.mp4', faultFor);
  const rig = new Rig();
  await rig.host.requests.start(jobOf([media.part('whole')]));
  await rig.until('fetching');
  return { rig, media, mend };
}

describe('a metered connection', () => {
  it('is spared: what fetches waits until it is over', async () => {
    const { rig, media, mend } = await hangingJob();
    rig.network.change({ isMetered: true });
    expect((await rig.until('waiting')).current).toMatchObject({ reason: 'metered' });
    mend();
    // What was on its way when it was stopped still arrives.
    await pass(100);
    const asked = media.server.seen.length;
    await pass(100);
    expect(media.server.seen).toHaveLength(asked);
    rig.network.change({ isMetered: false });
    await rig.until('done');
  });

  it('is used where a person wants it: for this job, or for all', async () => {
    const { rig, mend } = await hangingJob();
    rig.network.change({ isMetered: true });
    await rig.until('waiting');
    mend();
    await rig.host.requests.resume({ id });
    await rig.until('done');
    const other = await serve('whole.mp4');
    await rig.host.requests.start(jobOf([other.part('whole')], { id: 'other' }));
    await rig.until('waiting', 'other');
    await rig.host.requests.configure({ ...settings, waitOnMetered: false });
    await rig.until('done', 'other');
  });
});

describe('quiet hours', () => {
  const night = { ...settings, quietHours: { from: 22 * 60, to: 6 * 60 } };

  it('come: what fetches stops; they go: it goes on, and nobody had to ask', async () => {
    const { rig, mend } = await hangingJob();
    await rig.host.requests.configure(night);
    rig.localMinute = 22 * 60 + 1;
    const before = Date.now();
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({ reason: 'quiet-hours' });
    const until = current.state === 'waiting' ? (current.until ?? 0) : 0;
    expect(Math.abs(until - before - 479 * 60_000)).toBeLessThan(60_000);
    mend();
    await pass(400);
    expect(rig.job()?.current.state).toBe('waiting');
    rig.localMinute = 6 * 60;
    await rig.until('done');
  });

  it('let nothing begin, also after a restart, unless a person wants it now', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    rig.settings = night;
    rig.localMinute = 0;
    await rig.host.requests.configure(night);
    await rig.host.requests.start(jobOf([media.part('whole')]));
    await rig.until('waiting');
    rig.kill();
    rig.start();
    await rig.until('waiting');
    await pass(200);
    expect(media.server.seen).toEqual([]);
    await rig.host.requests.resume({ id });
    await rig.until('done');
  });
});

it('nothing begins before the settings are known, and then with what they say', async () => {
  const media = await serve('whole.mp4');
  const rig = new Rig();
  rig.settings = { ...settings, quietHours: { from: 0, to: 1439 } };
  rig.kill();
  rig.start();
  await rig.host.requests.start(jobOf([media.part('whole')]));
  await rig.until('waiting');
  expect(media.server.seen).toEqual([]);
});

it('a background that does not answer is asked again; so long nothing begins', async () => {
  const told = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const media = await serve('whole.mp4');
  const rig = new Rig();
  const answers: (() => Promise<typeof settings>)[] = [
    () => new Promise(() => undefined),
    () => Promise.reject(new ReelkeepError('no-receiver', 'It is being replaced.')),
  ];
  rig.onSettings = async () =>
    answers.shift()?.() ?? { ...settings, quietHours: { from: 0, to: 1439 } };
  rig.kill();
  rig.start();
  await rig.host.requests.start(jobOf([media.part('whole')]));
  expect((await rig.until('waiting')).current).toMatchObject({ reason: 'quiet-hours' });
  expect([media.server.seen, answers]).toEqual([[], []]);
  told.mockRestore();
});

it('settings that cannot be read hold nobody up', async () => {
  const told = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const media = await serve('whole.mp4');
  const rig = new Rig();
  rig.onSettings = () => Promise.reject(new ReelkeepError('internal', 'The storage is broken.'));
  rig.kill();
  rig.start();
  await rig.host.requests.start(jobOf([media.part('whole')]));
  await rig.until('done');
  told.mockRestore();
});

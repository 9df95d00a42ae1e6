import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { JobRequest } from '../../../src/jobs/job';
import { jobOf, Rig } from './engine-rig';
import { clipServers } from './serve-for-test';

const serve = clipServers();
const pending = (known: JobRequest): JobRequest => ({
  ...known,
  parts: [],
  label: 'Auto',
  pending: { kind: 'unseen', preset: 'auto', folder: ['A list'] },
});

test('a job of a list asks its page once when its turn comes, and keeps its id', async () => {
  const known = jobOf([(await serve('whole.mp4')).part('whole')]);
  const rig = new Rig();
  const asked: JobRequest[] = [];
  rig.onComplete = async (request) => {
    asked.push(request);
    return { ...known, id: 'another', label: '1080p' };
  };
  await rig.host.requests.start(pending(known));
  const done = await rig.until('done');
  expect(done).toMatchObject({ id: known.id, label: '1080p' });
  expect(asked.map(({ pending: wish }) => wish)).toEqual([pending(known).pending]);
});

test('what the site refuses is told by its own code, and asked again by who wants it', async () => {
  const known = jobOf([(await serve('whole.mp4')).part('whole')]);
  const rig = new Rig();
  rig.onComplete = async () => {
    throw new ReelkeepError('private-video', 'The site does not give this video.');
  };
  const item = { collection: 'youtube:PL1', id: 'x' };
  await rig.host.requests.start({ ...pending(known), item });
  expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'private-video' } });
  expect(rig.savedItems).toEqual([]);
  rig.onComplete = async () => ({ ...known, item });
  await rig.host.requests.retry({ id: known.id });
  await rig.until('done');
  expect(rig.savedItems).toEqual([item]);
});

test.each(['no-receiver', 'page-not-responding', 'network-lost'] as const)(
  'a page that could not be asked (%s) is asked again by itself',
  async (code) => {
    const known = jobOf([(await serve('whole.mp4')).part('whole')]);
    const rig = new Rig();
    let asked = 0;
    rig.onComplete = async () => {
      asked += 1;
      if (asked === 1) throw new ReelkeepError(code, 'Nobody answers.');
      return known;
    };
    await rig.host.requests.start(pending(known));
    expect((await rig.until('waiting')).current).toMatchObject({
      reason: 'network',
      error: { code },
    });
    await rig.until('done');
    expect(asked).toBe(2);
  },
);

test('an engine that ends while the page is asked asks it again', async () => {
  const known = jobOf([(await serve('whole.mp4')).part('whole')]);
  const rig = new Rig();
  const isAsked = new Promise<void>((resolve) => {
    rig.onComplete = () => {
      resolve();
      return new Promise(() => undefined);
    };
  });
  await rig.host.requests.start(pending(known));
  await isAsked;
  rig.kill();
  rig.onComplete = async () => known;
  rig.start();
  await rig.until('done');
});

test('where all ways to what a preset means fail under way, the file that is always there stands in', async () => {
  const refused = await serve('h264.mp4', () => ({ kind: 'status', status: 403 }));
  const there = await serve('whole.mp4');
  const wanted = jobOf([refused.part('video')]);
  const file = { ...wanted.file, name: 'As it was typed.mp4' };
  const rig = new Rig();
  const asked: JobRequest['pending'][] = [];
  rig.onComplete = async ({ pending: wish }) => {
    asked.push(wish);
    return { ...jobOf([there.part('whole')]), file, preset: 'best', standsIn: 'http-403' };
  };
  await rig.host.requests.start({ ...wanted, file, preset: 'best' });
  const done = await rig.until('done');
  expect(asked).toEqual([{ kind: 'stand-in', preset: 'best', code: 'http-403' }]);
  expect(done).toMatchObject({
    ...{ id: wanted.id, standsInFor: 'best', fileName: 'As it was typed.mp4' },
  });
  expect(rig.savedBytes()).toEqual(there.bytes);
});

test('what was asked for by its format fails as it is', async () => {
  const refused = await serve('h264.mp4', () => ({ kind: 'status', status: 403 }));
  const rig = new Rig();
  await rig.host.requests.start(jobOf([refused.part('video')]));
  expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'http-403' } });
});

test('many begin at once: in their order, what runs already is counted, and a restart knows them all', async () => {
  const known = jobOf([(await serve('whole.mp4')).part('whole')]);
  const rig = new Rig();
  rig.onComplete = () => new Promise(() => undefined);
  const jobs = Array.from({ length: 300 }, (_, at) => ({ ...pending(known), id: `job ${at}` }));
  await rig.host.requests.start(jobs[7] ?? known);
  expect(await rig.host.requests.startAll({ jobs })).toEqual({ alreadyRunning: 1 });
  const ids = jobs.map(({ id }) => id);
  const ranked = (): string[] =>
    ids
      .flatMap((id) => rig.job(id) ?? [])
      .toSorted((a, b) => a.options.rank - b.options.rank)
      .map(({ id }) => id);
  const inOrder = ['job 7', ...ids.filter((id) => id !== 'job 7')];
  await rig.untilTrue(() => ranked().length === ids.length);
  expect(ranked()).toEqual(inOrder);
  rig.kill();
  rig.start();
  await rig.untilTrue(() => ranked().length === ids.length);
  expect(ranked()).toEqual(inOrder);
});

/** As a press leaves it that the site has answered so. */
const refused = (known: JobRequest, retryAfterSeconds?: number): JobRequest => ({
  ...known,
  parts: [],
  pending: {
    kind: 'refused',
    wish: { kind: 'choice', choiceId: '1' },
    error: {
      ...{ code: 'http-429', message: 'Later.' },
      facts: retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
    },
  },
});

async function refusedRig(origin: JobRequest['origin'] = {}) {
  const known = jobOf([(await serve('whole.mp4')).part('whole')], { origin });
  const rig = new Rig();
  let asked = 0;
  rig.onComplete = async () => {
    asked += 1;
    return known;
  };
  return { known, rig, asked: () => asked };
}

test.each([{}, { isPrivate: true } as const])(
  'what the site would not say at the press is not asked before it wants, then once: %j',
  async (origin) => {
    const { known, rig, asked } = await refusedRig(origin);
    const begun = Date.now();
    const { id } = await rig.host.requests.start(refused(known, 90));
    const { current } = await rig.host.requests.view({ id });
    expect(current).toMatchObject({
      ...{ state: 'waiting', reason: 'server' },
      error: { code: 'http-429' },
    });
    if (current.state === 'waiting') expect(current.until).toBeGreaterThanOrEqual(begun + 90_000);
    expect(asked()).toBe(0);
    await rig.until('done');
    expect(asked()).toBe(1);
  },
);

test('a second press is the same job: it waits on, unless the site has answered that one', async () => {
  const { known, rig, asked } = await refusedRig();
  const { id } = await rig.host.requests.start(refused(known, 20_000));
  expect(await rig.host.requests.start(refused(known))).toEqual({ id, alreadyRunning: true });
  await rig.host.requests.pause({ id });
  expect(await rig.host.requests.start(refused(known, 20_000))).toMatchObject({
    alreadyRunning: true,
  });
  expect((await rig.host.requests.view({ id })).current.state).toBe('waiting');
  expect(asked()).toBe(0);
  expect(await rig.host.requests.start(known)).toEqual({ id, alreadyRunning: true });
  await rig.until('done');
  expect(asked()).toBe(0);
});

test.each(['waiting', 'paused'] as const)(
  'what a second press brings to a job that is %s is what it is made of: the site is not asked again',
  async (state) => {
    const { known, rig, asked } = await refusedRig();
    const item = { collection: 'youtube:PL1', id: 'x' };
    const { id } = await rig.host.requests.start({ ...refused(known, 20_000), item });
    if (state === 'paused') await rig.host.requests.pause({ id });
    const file = { ...known.file, name: 'As it is called now.mp4' };
    expect(await rig.host.requests.start({ ...known, file })).toEqual({ id, alreadyRunning: true });
    // In the journal too.
    rig.kill();
    rig.start();
    expect(await rig.until('done')).toMatchObject({ fileName: file.name });
    expect(asked()).toBe(0);
    expect(rig.savedItems).toEqual([item]);
  },
);

test('its wait outlasts the engine and the browser, and a person may stop it, end it and go on with it', async () => {
  const { known, rig, asked } = await refusedRig();
  const { id } = await rig.host.requests.start(refused(known, 20_000));
  const { current } = await rig.host.requests.view({ id });
  rig.kill();
  rig.start();
  expect((await rig.until('waiting')).current).toEqual(current);
  await rig.host.requests.pause({ id });
  await rig.until('paused');
  await rig.host.requests.cancel({ id });
  await rig.host.requests.start(refused(known, 20_000));
  expect((await rig.host.requests.view({ id })).current.state).toBe('waiting');
  expect(asked()).toBe(0);
  await rig.host.requests.resume({ id });
  await rig.until('done');
});

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
  pending: { preset: 'auto', folder: ['A list'] },
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
  expect(asked.map(({ pending: wish }) => wish)).toEqual([{ preset: 'auto', folder: ['A list'] }]);
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
  const file = { ...wanted.file, name: 'As it was typed.mkv' };
  const rig = new Rig();
  const asked: JobRequest['pending'][] = [];
  rig.onComplete = async ({ pending: wish }) => {
    asked.push(wish);
    return { ...jobOf([there.part('whole')]), preset: 'best', standsIn: 'http-403' };
  };
  await rig.host.requests.start({ ...wanted, file, preset: 'best' });
  const done = await rig.until('done');
  expect(asked).toEqual([{ preset: 'best', folder: [], standIn: 'http-403' }]);
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

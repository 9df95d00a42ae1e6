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
  await rig.host.requests.start(pending(known));
  expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'private-video' } });
  rig.onComplete = async () => known;
  await rig.host.requests.retry({ id: known.id });
  await rig.until('done');
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

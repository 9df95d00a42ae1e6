import 'fake-indexeddb/auto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { folderName } from '../../../src/engine/job-files';
import { ReelkeepError } from '../../../src/errors';
import { journalVersion } from '../../../src/jobs/journal-record';
import { seal } from '../../../src/jobs/sealed-record';
import { asking, jobOf, type MediaServer, Rig, renewed, settings, urlOf } from './engine-rig';
import { clipServers, mendable, pass } from './serve-for-test';

const serve = clipServers();
const one = { ...settings, jobsAtOnce: 1 };

/** A queue of one place that a hanging job holds; behind it stand others. */
async function line(...ids: string[]) {
  const { faultFor, mend } = mendable({ kind: 'stall', afterBytes: 100 });
  const rig = new Rig();
  rig.settings = one;
  await rig.host.requests.configure(one);
  const holding = await serve('whole.mp4', faultFor);
  await rig.host.requests.start(jobOf([holding.part('whole')], { id: 'holding' }));
  await rig.until('fetching', 'holding');
  const order: string[] = [];
  const others = new Map<string, MediaServer>();
  for (const id of ids) {
    const media = await serve('whole.mp4', () => {
      if (order.at(-1) !== id) order.push(id);
      return undefined;
    });
    others.set(id, media);
    await rig.host.requests.start(jobOf([media.part('whole')], { id }));
  }
  const run = async (): Promise<string> => {
    mend();
    // Sooner than its stall is noticed.
    await rig.host.requests.pause({ id: 'holding' });
    await rig.host.requests.resume({ id: 'holding' });
    for (const id of ids) await rig.until('done', id);
    return order.join('');
  };
  return { rig, run, others };
}

describe('the line', () => {
  it('is served in the order in which it was joined', async () => {
    const { run } = await line('a', 'b', 'c');
    expect(await run()).toBe('abc');
  });

  it('is served by priority', async () => {
    const { rig, run } = await line('a', 'b', 'c');
    await rig.host.requests.setOptions({ id: 'c', options: { priority: 'high' } });
    await rig.host.requests.setOptions({ id: 'a', options: { priority: 'low' } });
    expect(await run()).toBe('cba');
    expect(rig.job('c')?.options.priority).toBe('high');
  });

  it('takes moves, also after a restart', async () => {
    const { rig, run } = await line('a', 'b', 'c');
    await rig.host.requests.move({ id: 'c', before: 'a' });
    await rig.host.requests.move({ id: 'a' });
    rig.kill();
    rig.start();
    await rig.until('queued', 'a');
    expect(await run()).toBe('cba');
  });

  it('keeps the place of a job that is paused and resumed', async () => {
    const { rig, run } = await line('a', 'b');
    await rig.host.requests.pause({ id: 'a' });
    await rig.host.requests.resume({ id: 'a' });
    expect(await run()).toBe('ab');
  });

  it('is longer by who was too many', async () => {
    const { rig, run } = await line('a', 'b');
    await rig.host.requests.configure({ ...settings, jobsAtOnce: 3 });
    await rig.until('done', 'a');
    await rig.until('done', 'b');
    expect(rig.job('holding')?.current.state).toBe('fetching');
    await run();
  });

  it('costs the journal nothing while it stands, however long it is', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `job ${at}`);
    const { rig } = await line(...ids);
    const before = rig.puts;
    // Half a minute of the rig's time: the queue is looked at more than once.
    await pass(600);
    expect(rig.puts - before).toBeLessThan(5);
    expect(rig.job('job 99')?.current.state).toBe('queued');
  });

  it('refuses moves of who is not there', async () => {
    const { rig } = await line('a');
    await expect(rig.host.requests.move({ id: 'nobody' })).rejects.toMatchObject({
      code: 'job-not-found',
    });
  });
});

describe('a speed limit', () => {
  it('of one job holds that job, until it is lifted', async () => {
    const media = await serve('h264.mp4');
    const other = await serve('whole.mp4');
    const rig = new Rig();
    const { id } = await rig.host.requests.start(jobOf([media.part('video')]));
    await rig.host.requests.setOptions({ id, options: { speedLimit: 1 } });
    await rig.host.requests.start(jobOf([other.part('whole')], { id: 'other' }));
    await rig.until('done', 'other');
    expect(rig.job(id)?.options.speedLimit).toBe(1);
    const isHeld = rig.job(id)?.current.state === 'fetching';
    await rig.host.requests.setOptions({ id, options: { speedLimit: 0 } });
    const { options } = await rig.until('done', id);
    expect([isHeld, options.speedLimit]).toEqual([true, undefined]);
  });

  it('over all jobs holds all of them, until it is lifted', async () => {
    const media = await serve('h264.mp4');
    const rig = new Rig();
    rig.settings = { ...settings, speedLimit: 1 };
    await rig.host.requests.configure(rig.settings);
    await rig.host.requests.start(jobOf([media.part('video')]));
    await rig.until('fetching');
    await pass(200);
    expect(rig.job()?.current.state).toBe('fetching');
    await rig.host.requests.configure(settings);
    await rig.until('done');
  });
});

describe('all that failed', () => {
  it('is tried again at once', async () => {
    const { faultFor, mend } = mendable({ kind: 'status', status: 404 });
    const rig = new Rig();
    for (const id of ['a', 'b']) {
      const media = await serve('whole.mp4', faultFor);
      await rig.host.requests.start(jobOf([media.part('whole')], { id }));
      await rig.until('failed', id);
    }
    mend();
    await rig.host.requests.retryAll({});
    await rig.until('done', 'a');
    await rig.until('done', 'b');
  });

  it('is forgotten at once, and nothing else', async () => {
    const rig = new Rig();
    for (const [id, status] of [
      ['a', 404],
      ['b', 404],
      ['c', undefined],
    ] as const) {
      const media = await serve('whole.mp4', () =>
        status === undefined ? undefined : { kind: 'status', status },
      );
      await rig.host.requests.start(jobOf([media.part('whole')], { id }));
      await rig.until(status === undefined ? 'done' : 'failed', id);
    }
    await rig.host.requests.forgetEnded({ state: 'failed' });
    await rig.untilTrue(() => rig.job('a') === undefined && rig.job('b') === undefined);
    expect(rig.job('c')?.current.state).toBe('done');
    await rig.untilTidy();
    rig.kill();
    rig.start();
    await rig.until('done', 'c');
    expect(rig.job('a')).toBeUndefined();
  });
});

describe('a restart of a job', () => {
  it('drops what is on the disk, and takes whatever version the site has now', async () => {
    const { faultFor, mend } = mendable({ kind: 'status', status: 403 });
    const old = await serve('h264.mp4', (index) => (index === 0 ? undefined : faultFor()));
    const fresh = await serve('whole.mp4');
    const rig = new Rig();
    // The page states another length than the server has: a version of before.
    const part = { ...old.part('whole'), lastModified: '17', durationSeconds: 3 };
    const asked: unknown[] = [];
    rig.onRenew = async ({ formats }) => {
      asked.push(formats);
      if (formats[0]?.lastModified === undefined) {
        return renewed({ [part.formatId]: urlOf(fresh.part('whole')) });
      }
      throw new ReelkeepError('format-changed', 'Another version.');
    };
    const { id } = await rig.host.requests.start(jobOf([asking(part, 'expire=1000')]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({ error: { code: 'format-changed' } });
    mend();
    await rig.host.requests.restart({ id });
    await rig.until('done');
    expect(asked.at(-1)).toEqual([{ formatId: part.formatId, itag: 0 }]);
    expect(rig.savedBytes()).toEqual(fresh.bytes);
    await rig.untilTidy();
  });

  it('is for those that have ended', async () => {
    const { rig } = await line();
    await rig.host.requests.restart({ id: 'holding' });
    expect(rig.job('holding')?.current.state).toBe('fetching');
  });
});

describe('files of no job', () => {
  it('are counted, and removed when that is asked', async () => {
    const { rig } = await line();
    await rig.untilTrue(() => rig.files().length > 0);
    const stray = join(rig.folder, 'jobs', 'ab'.repeat(16));
    mkdirSync(stray, { recursive: true });
    writeFileSync(join(stray, 'out.mp4'), Buffer.alloc(1234));
    expect(await rig.host.requests.strays({})).toEqual({ bytes: 1234, folders: 1 });
    expect(await rig.host.requests.removeStrays({})).toEqual({ bytes: 1234 });
    expect(await rig.host.requests.strays({})).toEqual({ bytes: 0, folders: 0 });
    expect(rig.files()).toEqual(['0-whole.part']);
  });

  it('are not those of a job that a later version wrote', async () => {
    const { rig } = await line();
    await rig.untilTrue(() => rig.files().length > 0);
    const job = jobOf([], { id: 'later' });
    const record = { version: journalVersion + 1, job, parts: [] };
    const database = await openDB(rig.folder);
    await database.put('jobs', seal({ sequence: 900, text: JSON.stringify(record) }), 'later');
    database.close();
    const folder = join(rig.folder, 'jobs', await folderName('later'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '0-video.part'), Buffer.alloc(1234));
    rig.kill();
    rig.start();
    expect(await rig.host.requests.strays({})).toEqual({ bytes: 0, folders: 0 });
    expect(await rig.host.requests.removeStrays({})).toEqual({ bytes: 0 });
  });
});

describe('the log of a job', () => {
  it('tells what happened, over restarts, and nothing that is secret', async () => {
    const { faultFor, mend } = mendable({ kind: 'status', status: 403 });
    const media = await serve('whole.mp4', faultFor);
    const rig = new Rig();
    const part = media.part('whole');
    const { id } = await rig.host.requests.start(jobOf([asking(part, 'sig=secret&ip=10.1.2.3')]));
    await rig.until('failed');
    // Which also waits until all of it is written.
    await rig.host.requests.log({ id });
    rig.kill();
    rig.start();
    await rig.until('failed');
    mend();
    await rig.host.requests.retry({ id });
    await rig.until('done');
    const { text } = await rig.host.requests.log({ id });
    const words = text.split('\n').map((one) => one.split('  ').slice(1, 3).join(' '));
    expect(words).toEqual(
      expect.arrayContaining([
        'preparing queued',
        'running try-failed',
        'preparing not-renewed',
        'stopped failed',
        'running verifying',
        'running saving',
        'finished done',
      ]),
    );
    expect(text).toContain('Reelkeep 0.0.0, a test');
    expect(text).toContain('code=http-403');
    expect(text).not.toMatch(/secret|sig=|10\.1\.2\.3|downloads/);
  });

  it('of nobody is none', async () => {
    const { rig } = await line();
    await expect(rig.host.requests.log({ id: 'nobody' })).rejects.toMatchObject({
      code: 'job-not-found',
    });
  });
});

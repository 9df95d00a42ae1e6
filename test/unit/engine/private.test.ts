import 'fake-indexeddb/auto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jobOf, Rig } from './engine-rig';
import { clipServers, mendable } from './serve-for-test';

const serve = clipServers();
const origin = { tabId: 5, isPrivate: true } as const;

async function hangingJob(rig = new Rig()) {
  const { faultFor, mend } = mendable({ kind: 'stall', afterBytes: 100 });
  const media = await serve('whole.mp4', faultFor);
  const { id } = await rig.host.requests.start(jobOf([media.part('whole')], { origin }));
  await rig.until('fetching');
  await rig.untilTrue(() => rig.files().length > 0);
  return { rig, id, mend };
}

describe('a job from a private window', () => {
  it('saves like any other, in a place of its own', async () => {
    const { rig, id, mend } = await hangingJob();
    expect(existsSync(join(rig.folder, 'jobs'))).toBe(false);
    mend();
    await rig.until('done');
    expect(rig.saves[0]?.origin).toEqual(origin);
    await rig.untilTidy();
    const { text } = await rig.host.requests.log({ id });
    expect(text).toContain('finished  done');
  });

  it('is unknown to the next engine, which finds nothing of it on the disk', async () => {
    const { rig, id } = await hangingJob();
    await rig.host.requests.pause({ id });
    rig.kill();
    rig.start();
    await expect(rig.host.requests.log({ id })).rejects.toMatchObject({ code: 'job-not-found' });
    expect(rig.files()).toEqual([]);
    expect(await rig.host.requests.strays({})).toEqual({ bytes: 0, folders: 0 });
  });

  it('ends with the window, whatever it was at, and no other job does', async () => {
    const { rig, id } = await hangingJob();
    const ordinary = await serve('whole.mp4');
    await rig.host.requests.start(jobOf([ordinary.part('whole')], { id: 'ordinary' }));
    await rig.until('done', 'ordinary');
    const done = await serve('whole.mp4');
    await rig.host.requests.start(jobOf([done.part('whole')], { id: 'done', origin }));
    await rig.until('done', 'done');
    await rig.host.requests.endPrivate({});
    await rig.untilTrue(() => rig.job(id) === undefined && rig.job('done') === undefined);
    expect(rig.files()).toEqual([]);
    expect(rig.job('ordinary')?.current.state).toBe('done');
    // What was saved is the person's.
    expect(rig.dropped).toEqual([]);
    expect(rig.awake).toBe(0);
  });

  it('that is being saved when the window closes is called off in the browser too', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    rig.onSave = async () => undefined;
    await rig.host.requests.start(jobOf([media.part('whole')], { origin }));
    await rig.until('saving');
    await rig.untilTrue(() => rig.saves.length === 1);
    await rig.host.requests.endPrivate({});
    expect(rig.dropped).toEqual([1]);
    expect(rig.files()).toEqual([]);
  });

  it('leaves nothing behind, whichever engine it was of', async () => {
    const rig = new Rig();
    const left = join(rig.folder, 'private', 'ab'.repeat(16));
    await rig.host.requests.strays({});
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, '0-video.part'), Buffer.alloc(10));
    await rig.host.requests.endPrivate({});
    expect(existsSync(join(rig.folder, 'private'))).toBe(false);
  });
});

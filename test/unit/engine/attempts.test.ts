import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { begun, changed, isStuck } from '../../../src/engine/attempts';
import { journalVersion, readJournalRecord } from '../../../src/jobs/journal-record';
import type { PartRecord } from '../../../src/jobs/part-record';
import { sampleJob } from '../jobs/sample-job';
import { jobOf, Rig } from './engine-rig';
import { clipServers } from './serve-for-test';

const serve = clipServers();

/** Starts a job whose worker dies the first times that it asks the server for anything, alone or with the browser. */
async function dyingJob(deaths: number, whole: 'worker' | 'browser' = 'worker') {
  let left = deaths;
  const media = await serve('whole.mp4', () => {
    if (left === 0) return undefined;
    left -= 1;
    rig.kill();
    setTimeout(() => (whole === 'worker' ? rig.crash() : rig.start()), 0);
    return { kind: 'stall', afterBytes: 0 };
  });
  const rig = new Rig();
  // The dead worker answers no more.
  rig.host.requests.start(jobOf([media.part('whole')])).catch(() => undefined);
  await rig.untilTrue(() => left === 0);
  return rig;
}

describe('a job that brings its worker down', () => {
  it('is taken up three times, then it has failed; a person may ask again', async () => {
    const rig = await dyingJob(3);
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({ error: { code: 'internal', facts: { attempts: 3 } } });
    await rig.host.requests.retry({ id: 'youtube:x:1' });
    await rig.until('done');
  });

  it('less often than that is seen through', async () => {
    const rig = await dyingJob(2);
    await rig.until('done');
  });

  it('is none that the browser was killed over, however often', async () => {
    const rig = await dyingJob(5, 'browser');
    await rig.until('done');
  });

  it('does not bring down who runs beside it', async () => {
    let deaths = 0;
    const guilty = await serve('whole.mp4', () => {
      deaths += 1;
      rig.kill();
      setTimeout(() => rig.crash(), 0);
      return { kind: 'stall', afterBytes: 0 };
    });
    // It has not a byte more to show for it while the other one lives.
    const innocent = await serve('whole.mp4', () =>
      deaths < 3 ? { kind: 'stall', afterBytes: 0 } : undefined,
    );
    const rig = new Rig();
    const both = [
      jobOf([guilty.part('whole')]),
      jobOf([innocent.part('whole')], { id: 'innocent' }),
    ];
    for (const job of both) rig.host.requests.start(job).catch(() => undefined);
    await rig.until('failed');
    await rig.until('done', 'innocent');
    expect(deaths).toBe(3);
  });

  it('can be removed', async () => {
    const rig = await dyingJob(3);
    await rig.until('failed');
    await rig.host.requests.forget({ id: 'youtube:x:1' });
    expect(rig.files()).toEqual([]);
  });
});

it('the count ends with more bytes on the disk and with the finished file, not with as many as before', () => {
  const parts = (done: number): PartRecord[] => [
    {
      formatId: '137',
      fetched: { kind: 'ranges', ranges: { total: 1000, blocks: [[0, done, 1000]] } },
    },
  ];
  const start = {
    version: journalVersion,
    job: sampleJob({ state: 'queued' }),
    parts: parts(400),
  } as const;
  const third = begun(begun(begun(start)));
  expect(isStuck(begun(begun(start)))).toBe(false);
  expect(isStuck(third)).toBe(true);
  expect(readJournalRecord(structuredClone(third))).toEqual(third);
  expect(isStuck(changed(third, { parts: parts(400) }))).toBe(true);
  expect(isStuck(changed(third, { parts: parts(0) }))).toBe(true);
  expect(changed(third, { parts: parts(401) }).attempts).toBeUndefined();
  const output = { name: 'out.mp4', bytes: 1 };
  expect(changed(third, { parts: [], output }).attempts).toBeUndefined();
});

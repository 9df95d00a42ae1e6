import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { boundLog, type LogEntry } from '../../../src/jobs/job-log';
import { sampleRequest } from '../jobs/sample-job';
import { JournalRig, recordOf } from './journal-rig';

const { id } = sampleRequest;
const entries = (from: number, count: number): LogEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    at: from + at,
    what: 'try-failed',
    facts: { code: 'http-503', status: 503, retried: true, number: from + at },
  }));

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a job’s log', () => {
  it('comes back in its order, after a restart too, and is nobody else’s', async () => {
    const rig = new JournalRig('order');
    await rig.journal.appendLog(id, entries(0, 3));
    await rig.journal.appendLog('other', entries(50, 1));
    await rig.restart();
    await rig.journal.appendLog(id, entries(3, 2));
    expect(await rig.journal.readLog(id)).toEqual(entries(0, 5));
    expect(await rig.journal.readLog('other')).toEqual(entries(50, 1));
    expect(await rig.journal.readLog(`${id} `)).toEqual([]);
  });

  it('is appended to side by side without a loss', async () => {
    const { journal } = new JournalRig('side by side');
    await Promise.all([0, 1, 2, 3].map((at) => journal.appendLog(id, entries(10 * at, 10))));
    expect(await journal.readLog(id)).toEqual(entries(0, 40));
  });

  it.each([1, 7, 500, 733])('of 733 entries, %i at a time, keeps its ends', async (step) => {
    const { journal } = new JournalRig(`bound ${step}`);
    for (let at = 0; at < 733; at += step) {
      await journal.appendLog(id, entries(at, Math.min(step, 733 - at)));
    }
    const log = await journal.readLog(id);
    expect(log).toHaveLength(500);
    expect(log.slice(0, 100)).toEqual(entries(0, 100));
    expect(log[100]).toEqual({ at: 334, what: 'entries-left-out', facts: { count: 234 } });
    expect(log.slice(101)).toEqual(entries(334, 399));
    // As one that was bound in memory.
    expect(boundLog(entries(0, 733)).length).toBe(log.length);
  });

  it('is not written again where it grows', async () => {
    const { journal } = new JournalRig('append only');
    await journal.appendLog(id, entries(0, 300));
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put');
    await journal.appendLog(id, entries(300, 2));
    expect(puts).toHaveBeenCalledTimes(2);
  });

  it('goes with its job', async () => {
    const { journal } = new JournalRig('gone');
    await journal.put(recordOf());
    await journal.appendLog(id, entries(0, 600));
    await journal.appendLog('other', entries(0, 1));
    await journal.remove(id);
    expect(await journal.readLog(id)).toEqual([]);
    expect(await journal.readLog('other')).toHaveLength(1);
  });

  it('leaves out what is damaged, and cuts what is too long', async () => {
    const rig = new JournalRig('damaged');
    await rig.journal.appendLog(id, entries(0, 3));
    const database = await openDB('damaged');
    await database.put('logs', 'torn', [id, 1]);
    const endless = { at: 5, what: 'x'.repeat(5_000), facts: { text: 'y'.repeat(5_000) } };
    await database.put('logs', endless, [id, 3]);
    database.close();
    expect(await rig.journal.readLog(id)).toEqual([
      ...entries(0, 1),
      { at: 2, what: 'entries-left-out', facts: { count: 1 } },
      ...entries(2, 1),
      { at: 5, what: 'x'.repeat(1_000), facts: { text: 'y'.repeat(1_000) } },
    ]);
  });
});

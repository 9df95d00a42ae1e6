import { expect, it } from 'vitest';
import { JobTable } from '../../../src/engine/job-table';
import type { JournalRecord } from '../../../src/jobs/journal-record';
import { HandClock } from '../transfer/hand-clock';
import { recordOf } from './journal-rig';
import { nodeFiles } from './node-files';

/** A table whose journal takes its time; each record is written as it was when its turn came. */
function slowTable() {
  const written: JournalRecord[] = [];
  const waiting: (() => void)[] = [];
  let failures = 0;
  const journal = {
    put: async (record: JournalRecord) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (failures > 0) {
        failures -= 1;
        throw new Error('The disk is full.');
      }
      written.push(record);
    },
    remove: async () => undefined,
    putAll: async () => undefined,
    appendLog: async () => undefined,
    readLog: async () => [],
  };
  const table = new JobTable({
    clock: new HandClock(),
    homeOf: () => ({ journal, files: nodeFiles('/nowhere') }),
    report: () => undefined,
  });
  const entry = table.add(recordOf({ state: 'verifying' }));
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 5; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const resolve of waiting.splice(0)) resolve();
    }
  };
  const fail = (times: number): void => {
    failures = times;
  };
  return { table, entry, written, settle, fail };
}

const finished = { parts: [], output: { name: 'out.mp4', bytes: 7 } };

it('no state of before overtakes the one that lets the parts go', async () => {
  const { table, entry, written, settle } = slowTable();
  const kept = table.keep(entry, finished, 'strict');
  table.advance(entry, { kind: 'options', options: { priority: 'high' } });
  const put = table.put(entry);
  await settle();
  await Promise.all([kept, put]);
  expect(written.at(-1)).toMatchObject(finished);
  expect(written.at(-1)?.job.options.priority).toBe('high');
  expect(entry.record).toMatchObject(finished);
});

it('what the journal did not take is not so', async () => {
  const { table, entry, written, settle, fail } = slowTable();
  fail(1);
  const kept = table.keep(entry, finished, 'strict').catch((error: unknown) => error);
  const put = table.put(entry);
  await settle();
  expect(await kept).toBeInstanceOf(Error);
  await put;
  expect(written).toEqual([recordOf({ state: 'verifying' })]);
});

import { describe, expect, it } from 'vitest';
import type { JobState } from '../../../src/jobs/job';
import { type JournalRecord, readJournalRecord } from '../../../src/jobs/journal-record';
import { sampleJob, sampleStates } from './sample-job';

const record = (state: JobState): JournalRecord => ({
  version: 1,
  job: sampleJob(state),
  parts: [
    {
      formatId: '137',
      ledger: {
        total: 1000,
        etag: '"a"',
        lastModified: 'then',
        blocks: [
          [0, 500, 500],
          [500, 600, 1000],
        ],
      },
    },
    { formatId: '140', ledger: { blocks: [[0, 0, 1000]] } },
  ],
  output: { name: 'out.mp4', bytes: 1500 },
});

describe('a record of the journal', () => {
  it.each(sampleStates)('$state comes back as it went in', (state) => {
    expect(readJournalRecord(structuredClone(record(state)))).toEqual(record(state));
  });

  const damage = (change: (copy: Record<string, unknown>) => void): unknown => {
    const copy: Record<string, unknown> = structuredClone({ ...record({ state: 'queued' }) });
    change(copy);
    return copy;
  };
  it.each([
    ['nothing', undefined],
    ['a string', 'job'],
    ['a later version', damage((copy) => Object.assign(copy, { version: 2 }))],
    ['no parts', damage((copy) => delete copy.parts)],
    [
      'an unknown state',
      damage((copy) =>
        Object.assign(copy, { job: { ...sampleJob({ state: 'queued' }), current: {} } }),
      ),
    ],
    [
      'negative bytes',
      damage((copy) =>
        Object.assign(copy, { parts: [{ formatId: 'x', ledger: { blocks: [[0, -1, 5]] } }] }),
      ),
    ],
  ])('%s is no record', (_, stored) => {
    expect(readJournalRecord(stored)).toBeUndefined();
  });

  it('keeps a failure whose code an older version knew under another name', () => {
    const stored = structuredClone(
      record({ state: 'failed', error: { code: 'http-403', message: 'no', facts: {} } }),
    );
    const current = Object.assign(stored.job.current, {
      error: { code: 'http-403-old', message: 'no', facts: {} },
    });
    expect(readJournalRecord({ ...stored, job: { ...stored.job, current } })?.job.current).toEqual({
      state: 'failed',
      error: { code: 'internal', message: 'no', facts: {} },
    });
  });
});

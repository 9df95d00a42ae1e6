import { describe, expect, it } from 'vitest';
import type { JobState } from '../../../src/jobs/job';
import { ShownJobsModel } from '../../../src/popup/shown-jobs-model';
import type { JobView } from '../../../src/protocol/jobs-port';
import { fetching, jobView, morning } from '../../helpers/job-views';
import { fakeJobs } from '../ui/fake-jobs';

const openedAt = morning + 1000;
const error = { code: 'internal', message: '', facts: {} } as const;
const failed: JobState = { state: 'failed', error };
const inLine = (id: string, rank: number, traits: Partial<JobView> = {}) =>
  jobView(id, { options: { priority: 'normal', rank }, ...traits });

async function open(...jobs: JobView[]) {
  const { model, tell } = await fakeJobs().told({ kind: 'snapshot', jobs });
  const { shown } = new ShownJobsModel(model, openedAt);
  return {
    shown: () => shown.value.map(({ id }) => id),
    change: (...changed: JobView[]) => tell({ kind: 'delta', changed, removed: [] }),
    remove: (...removed: string[]) => tell({ kind: 'delta', changed: [], removed }),
  };
}

describe('the popup’s list', () => {
  it('has what runs, the next two, and the last failures', async () => {
    const { shown } = await open(
      inLine('next', 2),
      inLine('second', 3),
      inLine('third', 4),
      inLine('running', 1, { current: fetching(1) }),
      jobView('old', { current: { state: 'cancelled' } }),
      ...['f1', 'f2', 'f3', 'f4'].map((id, age) =>
        jobView(id, { updatedAt: morning - age, current: failed }),
      ),
    );
    expect(shown()).toEqual(['running', 'next', 'second', 'f1', 'f2', 'f3']);
  });

  it('keeps everything in its place, whatever becomes of it', async () => {
    const { shown, change, remove } = await open(
      inLine('a', 1, { current: fetching(1) }),
      inLine('b', 2, { current: fetching(1) }),
      inLine('c', 3),
    );
    const later = { updatedAt: openedAt + 1 };
    change(inLine('a', 1, { ...later, current: { state: 'cancelled' } }));
    change(inLine('c', 3, { ...later, current: fetching(1) }));
    change(inLine('b', 2, { options: { priority: 'low', rank: 9 }, current: { state: 'paused' } }));
    expect(shown()).toEqual(['a', 'b', 'c']);
    remove('b');
    expect(shown()).toEqual(['a', 'c']);
  });

  it('puts on top what the person begins, and at the end what comes by itself', async () => {
    const { shown, change } = await open(inLine('a', 1), inLine('b', 2), inLine('c', 3));
    expect(shown()).toEqual(['a', 'b']);
    const fresh = { createdAt: openedAt, updatedAt: openedAt };
    change(inLine('mine', 8, fresh));
    change(inLine('mine too', 9, fresh));
    expect(shown()).toEqual(['mine too', 'mine', 'a', 'b']);
    change(inLine('a', 1, { current: fetching(1) }));
    expect(shown()).toEqual(['mine too', 'mine', 'a', 'b', 'c']);
  });

  it('is short, however long the queue', async () => {
    const { shown } = await open(
      ...Array.from({ length: 500 }, (_, at) => inLine(`r${at}`, at, { current: fetching(1) })),
      ...Array.from({ length: 500 }, (_, at) => inLine(`q${at}`, at)),
    );
    expect(shown()).toHaveLength(14);
  });
});

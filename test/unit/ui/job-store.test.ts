import { effect } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { JobsNews, JobView } from '../../../src/protocol/jobs-port';
import { jobGroup } from '../../../src/ui/job-group';
import { createJobStore, type JobEntry } from '../../../src/ui/job-store';
import { fetching, jobView, longQueue, morning } from '../../helpers/job-views';

const snapshot = (...jobs: JobView[]): JobsNews => ({ kind: 'snapshot', jobs });
const delta = (...changed: JobView[]): JobsNews => ({ kind: 'delta', changed, removed: [] });
const ids = ({ value }: { readonly value: readonly JobEntry[] }) => value.map(({ id }) => id);
const inLine = (id: string, rank: number, traits: Partial<JobView> = {}) =>
  jobView(id, { options: { priority: 'normal', rank }, ...traits });
const progress = { received: 5, total: 10 };

/** How often what is read in it was set anew. */
function countChanges(read: () => unknown): () => number {
  let runs = -1;
  effect(() => {
    read();
    runs += 1;
  });
  return () => runs;
}

describe('the group of a job', () => {
  it('is where it was before it was paused or had to wait', () => {
    expect(jobGroup({ current: { state: 'paused', progress } })).toBe('running');
    expect(jobGroup({ current: { state: 'waiting', reason: 'network', progress } })).toBe(
      'running',
    );
    expect(jobGroup({ current: { state: 'paused' } })).toBe('line');
    expect(jobGroup({ current: { state: 'waiting', reason: 'quiet-hours' } })).toBe('line');
  });

  it('follows what is done to it', () => {
    expect(jobGroup({ current: { state: 'queued' } })).toBe('line');
    expect(jobGroup({ current: { state: 'resolving' } })).toBe('running');
    expect(jobGroup({ current: { state: 'saving' } })).toBe('running');
    expect(jobGroup({ current: { state: 'cancelled' } })).toBe('history');
  });
});

describe('the job store', () => {
  it('lists the line by priority, rank and age, the history by its ends', () => {
    const store = createJobStore();
    const ended = (id: string, updatedAt: number) =>
      jobView(id, { updatedAt, current: { state: 'cancelled' } });
    store.apply(
      snapshot(
        inLine('late', 2),
        inLine('early', 1),
        inLine('low', 0, { options: { priority: 'low', rank: 0 } }),
        inLine('high', 9, { options: { priority: 'high', rank: 9 } }),
        inLine('older', 2, { createdAt: morning - 1 }),
        ended('first', 1),
        ended('last', 2),
        jobView('running', { current: fetching(1) }),
      ),
    );
    expect(ids(store.groups.line)).toEqual(['high', 'early', 'older', 'late', 'low']);
    expect(ids(store.groups.history)).toEqual(['last', 'first']);
    expect(ids(store.groups.running)).toEqual(['running']);
  });

  it('counts places without what is paused', () => {
    const store = createJobStore();
    store.apply(snapshot(inLine('a', 1), inLine('b', 2), inLine('c', 3)));
    const places = () => ['a', 'b', 'c'].map((id) => store.entry(id)?.place.value);
    expect(places()).toEqual([1, 2, 3]);
    store.apply(delta(inLine('b', 2, { current: { state: 'paused' } })));
    expect(places()).toEqual([1, undefined, 2]);
    store.apply(delta(inLine('a', 1, { current: fetching(1) })));
    expect(places()).toEqual([undefined, undefined, 1]);
  });

  it('touches nothing but the job that made progress', () => {
    const store = createJobStore();
    const [one, two, ...waiting] = longQueue(500);
    if (!one || !two) throw new Error('the queue is too short');
    store.apply(snapshot(one, two, ...waiting));
    const lists = countChanges(() => Object.values(store.groups).map(({ value }) => value));
    const others = countChanges(() => {
      for (const { id } of [two, ...waiting]) store.entry(id)?.view.value;
      for (const { id } of waiting) store.entry(id)?.place.value;
    });
    const itself = countChanges(() => store.entry(one.id)?.view.value);
    store.apply(delta({ ...one, updatedAt: one.updatedAt + 250, current: fetching(20) }));
    expect({ lists: lists(), others: others(), itself: itself() }).toEqual({
      lists: 0,
      others: 0,
      itself: 1,
    });
  });

  it('keeps the list of those who only wait when one that runs ends', () => {
    const store = createJobStore();
    store.apply(snapshot(jobView('a', { current: fetching(1) }), inLine('b', 1)));
    const line = store.groups.line.value;
    store.apply(delta(jobView('a', { updatedAt: morning + 1, current: { state: 'cancelled' } })));
    expect(ids(store.groups.running)).toEqual([]);
    expect(ids(store.groups.history)).toEqual(['a']);
    expect(store.groups.line.value).toBe(line);
  });

  it('drops what is removed, and what a later snapshot does not know any more', () => {
    const store = createJobStore();
    store.apply(snapshot(inLine('a', 1), inLine('b', 2), inLine('c', 3)));
    store.apply({ kind: 'delta', changed: [], removed: ['a'] });
    expect(ids(store.groups.line)).toEqual(['b', 'c']);
    const kept = store.entry('c');
    store.apply(snapshot(inLine('c', 3)));
    expect(store.entry('b')).toBeUndefined();
    expect(ids(store.groups.line)).toEqual(['c']);
    expect(store.entry('c')).toBe(kept);
  });

  it('tells which jobs are in another state now', () => {
    const store = createJobStore();
    expect(store.apply(snapshot(jobView('a', { current: fetching(1) })))).toEqual([]);
    expect(store.apply(delta(jobView('a', { current: fetching(2) })))).toEqual([]);
    const done = jobView('a', { current: { state: 'cancelled' } });
    expect(store.apply(delta(done, jobView('new')))).toEqual([done]);
  });

  it('shows options as they will be until the engine says how they are', () => {
    const store = createJobStore();
    store.apply(snapshot(inLine('a', 1), inLine('b', 2)));
    store.foresee('b', { rank: 0 });
    expect(ids(store.groups.line)).toEqual(['b', 'a']);
    expect(store.entry('b')?.place.value).toBe(1);
    store.apply(delta(inLine('b', 2)));
    expect(ids(store.groups.line)).toEqual(['a', 'b']);
  });
});

import { describe, expect, it } from 'vitest';
import type { JobState, Priority, WaitReason } from '../../../src/jobs/job';
import {
  type Conditions,
  planQueue,
  type QueueItem,
  type QueuePlan,
  type QueueSettings,
} from '../../../src/jobs/queue-policy';
import type { Wait } from '../../../src/jobs/reduce-job';
import { sampleJob, sampleRequest } from './sample-job';

const settings: QueueSettings = { jobsAtOnce: 2, quietHours: null, waitOnMetered: true };
const conditions: Conditions = {
  wallTime: 1_000_000,
  localMinute: 720,
  isOnline: true,
  isMetered: false,
  freeBytes: undefined,
};
const nothing: QueuePlan = { start: [], queue: [], hold: [], interrupt: [] };

const queued: JobState = { state: 'queued' };
const fetching: JobState = { state: 'fetching', progress: { received: 1 } };
const waiting = (reason: WaitReason): JobState => ({
  state: 'waiting',
  reason,
});

type Change = Partial<Omit<QueueItem, 'job'>> & { rank?: number; priority?: Priority };

const item = (
  id: string,
  state: JobState,
  { rank = 1, priority = 'normal', ...change }: Change = {},
): QueueItem => ({
  job: {
    ...sampleJob(state),
    request: { ...sampleRequest, id },
    options: { priority, rank },
  },
  isRunning: false,
  neededBytes: 100,
  missesBytes: true,
  isUrgent: false,
  ...change,
});
const running = (id: string, change: Change = {}): QueueItem =>
  item(id, fetching, { isRunning: true, ...change });

interface Given {
  readonly now?: Partial<Conditions>;
  readonly set?: Partial<QueueSettings>;
}

const plan = (items: readonly QueueItem[], { now = {}, set = {} }: Given = {}): QueuePlan =>
  planQueue(items, { ...settings, ...set }, { ...conditions, ...now });

describe('the queue', () => {
  it('starts as many as may run, in their order', () => {
    const items = [
      item('c', queued, { rank: 3 }),
      item('a', queued, { rank: 9, priority: 'high' }),
      item('b', queued, { rank: 2 }),
    ];
    expect(plan(items)).toEqual({ ...nothing, start: ['a', 'b'] });
    expect(plan(items, { set: { jobsAtOnce: 6 } }).start).toEqual(['a', 'b', 'c']);
  });

  it('counts a run until it has come to rest, whatever its state says', () => {
    const items = [
      item('a', { state: 'paused' }, { isRunning: true }),
      item('b', { state: 'cancelled' }, { isRunning: true }),
      item('c', queued),
    ];
    expect(plan(items)).toEqual(nothing);
  });

  it('gives no place to what is paused or waits', () => {
    const items = [
      item('a', { state: 'paused' }),
      item('b', waiting('server'), { dueInMs: 500 }),
      item('c', queued),
      item('d', queued),
    ];
    expect(plan(items)).toEqual({ ...nothing, start: ['c', 'd'] });
  });

  it('leaves alone what saves', () => {
    expect(plan([item('a', { state: 'saving' })])).toEqual(nothing);
  });

  it('takes those back whose wait is over, into the line where there is no place', () => {
    const items = [
      running('a'),
      item('b', waiting('server'), { dueInMs: 0, rank: 1 }),
      item('c', waiting('network'), { dueInMs: -5, rank: 2 }),
    ];
    expect(plan(items)).toEqual({ ...nothing, start: ['b'], queue: ['c'] });
  });

  it('takes from their work those that are too many, the last ones first, but none that muxes', () => {
    const items = [
      running('a', { rank: 1 }),
      running('b', { rank: 2 }),
      running('c', { rank: 3 }),
      item('d', { state: 'muxing', done: 0.5 }, { isRunning: true, rank: 4 }),
    ];
    expect(plan(items).interrupt).toEqual([{ id: 'b' }, { id: 'c' }]);
    expect(plan(items, { set: { jobsAtOnce: 1 } }).interrupt).toHaveLength(3);
    expect(plan(items, { set: { jobsAtOnce: 4 } }).interrupt).toEqual([]);
  });
});

const night = { quietHours: { from: 660, to: 780 } };
const quietWait: Wait = { reason: 'quiet-hours', until: 1_000_000 + 60 * 60_000 };

const forAll: readonly [string, Given, Wait][] = [
  ['quiet hours', { set: night }, quietWait],
  ['a metered connection', { now: { isMetered: true } }, { reason: 'metered' }],
];

describe.each(forAll)('%s', (_, given, wait) => {
  const held = item('x', waiting(wait.reason));

  it('take what fetches from its work, and let wait who would run', () => {
    const items = [running('a'), item('b', queued), item('c', queued)];
    expect(plan(items, given)).toEqual({
      ...nothing,
      hold: [{ id: 'b', wait }],
      interrupt: [{ id: 'a', wait }],
    });
  });

  it('tell no more jobs than could run, however long the line', () => {
    const line = Array.from({ length: 500 }, (_, at) => item(`j${at}`, queued, { rank: at }));
    expect(plan(line, given).hold.map(({ id }) => id)).toEqual(['j0', 'j1']);
    expect(plan([held, ...line], given).hold.map(({ id }) => id)).toEqual(['j0']);
  });

  it('hold nobody who needs no byte, or whom a person wants now', () => {
    const items = [
      running('a', { isUrgent: true }),
      item('m', { state: 'muxing', done: 0 }, { isRunning: true }),
      item('b', queued, { isUrgent: true }),
      item('c', queued, { missesBytes: false }),
    ];
    const { start, interrupt, hold } = plan(items, { ...given, set: { ...night, jobsAtOnce: 9 } });
    expect([start, interrupt, hold]).toEqual([['b', 'c'], [], []]);
  });

  it('leave those alone who wait for them, until they are over', () => {
    expect(plan([held], given)).toEqual(nothing);
    expect(plan([held])).toEqual({ ...nothing, start: ['x'] });
  });

  it('are what is told, where another wait is over', () => {
    expect(plan([item('a', waiting('network'), { dueInMs: 0 })], given).hold).toEqual([
      { id: 'a', wait },
    ]);
  });
});

it('a metered connection is nothing to who does not mind', () => {
  const given = { now: { isMetered: true }, set: { waitOnMetered: false } };
  expect(plan([item('a', queued)], given).start).toEqual(['a']);
});

describe('the room on the disk', () => {
  const big = (id: string, neededBytes: number, rank = 1) =>
    item(id, queued, { neededBytes, rank });
  const error = (neededBytes: number, freeBytes: number, missingBytes: number) => ({
    code: 'disk-full',
    facts: { neededBytes, freeBytes, missingBytes },
  });

  it('is given away once', () => {
    const items = [running('a', { neededBytes: 50 }), big('b', 60), big('c', 40)];
    const { start, hold } = plan(items, { now: { freeBytes: 100 }, set: { jobsAtOnce: 3 } });
    expect(start).toEqual(['c']);
    expect(hold).toMatchObject([{ id: 'b', wait: { reason: 'disk', error: error(60, 100, 10) } }]);
  });

  it('is no matter where the browser does not tell it', () => {
    expect(plan([big('a', 1e15)]).start).toEqual(['a']);
  });

  it('lacking, is told to no more than could run; what fits goes past them', () => {
    const line = Array.from({ length: 500 }, (_, at) => big(`j${at}`, 1000, at));
    const { start, hold } = plan([...line, big('small', 10, 501)], { now: { freeBytes: 20 } });
    expect(start).toEqual(['small']);
    expect(hold.map(({ id }) => id)).toEqual(['j0', 'j1']);
  });

  it('is waited for until it is there', () => {
    const told: JobState = {
      state: 'waiting',
      reason: 'disk',
      error: { code: 'disk-full', message: '', facts: { missingBytes: 1 } },
    };
    const waits = item('a', told, { neededBytes: 100 });
    expect(plan([waits], { now: { freeBytes: 99 } })).toEqual(nothing);
    expect(plan([waits], { now: { freeBytes: 100 } }).start).toEqual(['a']);
    const tried = { ...waits, dueInMs: 5 };
    expect(plan([tried], { now: { freeBytes: 1e9 } })).toEqual(nothing);
  });

  it('is spoken for where the browser still writes a saved copy', () => {
    const items = [item('a', { state: 'saving' }, { neededBytes: 600 }), item('b', queued)];
    expect(plan(items, { now: { freeBytes: 699 } })).toMatchObject({
      start: [],
      hold: [{ id: 'b', wait: { reason: 'disk', error: { facts: { missingBytes: 1 } } } }],
    });
    expect(plan(items, { now: { freeBytes: 700 } }).start).toEqual(['b']);
  });

  it('is told anew where another amount of it is missing', () => {
    const mebibyte = 1024 ** 2;
    const waits = (missingBytes: number): QueueItem => {
      const error = { code: 'disk-full', message: '', facts: { missingBytes } } as const;
      return item('a', { state: 'waiting', reason: 'disk', error }, { neededBytes: 9 * mebibyte });
    };
    const now = { freeBytes: 4 * mebibyte };
    expect(plan([waits(5 * mebibyte + 1)], { now }).hold).toEqual([]);
    expect(plan([waits(2 * mebibyte)], { now }).hold).toMatchObject([
      { id: 'a', wait: { error: { facts: { missingBytes: 5 * mebibyte } } } },
    ]);
  });
});

describe('a browser that says it is offline', () => {
  const now = { isOnline: false };
  it('alone is not believed', () => {
    expect(plan([item('a', queued)], { now }).start).toEqual(['a']);
  });

  it('is, once a job has felt it: that one tries, the others stand in the line', () => {
    const items = [
      item('a', queued),
      item('b', waiting('network'), { dueInMs: 5000 }),
      item('c', waiting('network'), { dueInMs: 0 }),
      item('d', queued, { missesBytes: false }),
    ];
    expect(plan(items, { now })).toEqual({ ...nothing, start: ['c', 'd'] });
    expect(plan(items).start).toEqual(['a', 'c']);
  });
});

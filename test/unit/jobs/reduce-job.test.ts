import { describe, expect, it } from 'vitest';
import { isActive, type JobState } from '../../../src/jobs/job';
import { type JobEvent, newJob, reduceJob } from '../../../src/jobs/reduce-job';
import { sampleJob, sampleRequest, sampleStates } from './sample-job';

const file = { path: '/x', bytes: 1, downloadId: 7 };
const error = { code: 'network-lost', message: 'gone', facts: {} } as const;
const progress = { received: 1 };

/** From each state, where each event leads; where it is absent nothing changes. */
const table: Record<JobState['state'], Partial<Record<JobEvent['kind'], JobState['state']>>> = {
  queued: { fetching: 'fetching', saving: 'saving', failed: 'failed', cancelled: 'cancelled' },
  fetching: {
    queued: 'queued',
    fetching: 'fetching',
    muxing: 'muxing',
    verifying: 'verifying',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  muxing: {
    queued: 'queued',
    muxing: 'muxing',
    verifying: 'verifying',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  verifying: { queued: 'queued', saving: 'saving', failed: 'failed', cancelled: 'cancelled' },
  saving: {
    queued: 'queued',
    saving: 'saving',
    saved: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  done: { requested: 'queued', queued: 'queued' },
  failed: { requested: 'queued', queued: 'queued' },
  cancelled: { requested: 'queued', queued: 'queued' },
};

const events: readonly JobEvent[] = [
  { kind: 'requested', request: sampleRequest },
  { kind: 'queued' },
  { kind: 'fetching', progress },
  { kind: 'muxing', done: 0.1 },
  { kind: 'verifying' },
  { kind: 'saving', downloadId: 7 },
  { kind: 'saved', file },
  { kind: 'failed', error },
  { kind: 'cancelled' },
];

describe('a job', () => {
  const cases = sampleStates.flatMap((state) => events.map((event) => [state, event] as const));
  it.each(cases)('$state + $kind', (state, event) => {
    const job = sampleJob(state);
    const next = reduceJob(job, event, 99);
    const expected = table[state.state][event.kind];
    if (expected === undefined) expect(next).toBe(job);
    else expect([next.current.state, next.updatedAt]).toEqual([expected, 99]);
  });

  it('carries what each event brings, and only that', () => {
    const stateAfter = (state: JobState, event: JobEvent) =>
      reduceJob(sampleJob(state), event, 3).current;
    expect(stateAfter({ state: 'queued' }, { kind: 'fetching', progress })).toEqual({
      state: 'fetching',
      progress,
    });
    expect(stateAfter({ state: 'verifying' }, { kind: 'saving' })).toEqual({ state: 'saving' });
    expect(stateAfter({ state: 'saving' }, { kind: 'saved', file })).toEqual({
      state: 'done',
      file,
    });
    expect(stateAfter({ state: 'saving', downloadId: 7 }, { kind: 'failed', error })).toEqual({
      state: 'failed',
      error,
    });
  });

  it.each(['queued', 'fetching'] as const)(
    '%s, takes new addresses for the formats named',
    (state) => {
      const current: JobState = state === 'queued' ? { state } : { state, progress };
      const urls = { '140': 'https://r2.googlevideo.com/fresh' };
      const { request, ...job } = reduceJob(sampleJob(current), { kind: 'renewed', urls }, 9);
      expect(job.current).toEqual(current);
      expect(request.parts.map(({ url }) => url)).toEqual([
        sampleRequest.parts[0]?.url,
        'https://r2.googlevideo.com/fresh',
      ]);
    },
  );

  it('asked anew takes the new request and begins anew', () => {
    const request = { ...sampleRequest, title: 'Another' };
    const job = reduceJob(sampleJob({ state: 'cancelled' }), { kind: 'requested', request }, 50);
    expect(job).toEqual(newJob(request, 50));
    expect(isActive(job)).toBe(true);
  });
});

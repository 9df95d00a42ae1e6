import { describe, expect, it } from 'vitest';
import { isActive, type JobState } from '../../../src/jobs/job';
import { type JobEvent, newJob, type Renewal, reduceJob } from '../../../src/jobs/reduce-job';
import { sampleJob, sampleRequest, sampleStates } from './sample-job';

const file = { path: '/x', bytes: 1, downloadId: 7 };
const error = { code: 'network-lost', message: 'gone', facts: {} } as const;
const progress = { received: 1 };
const wait = { reason: 'network', error } as const;
const options = { priority: 'normal', rank: 9 } as const;
const renewal: Renewal = {
  tier: 'page-address',
  sources: { '140': { source: { kind: 'url', url: 'https://r2.googlevideo.com/fresh' } } },
  notes: [],
};

const anew = { requested: 'queued', queued: 'queued' } as const;
const stopped = { paused: 'paused', waiting: 'waiting' } as const;
const ended = { failed: 'failed', cancelled: 'cancelled' } as const;

/** From each state, where each event leads; where it is absent nothing changes. */
const table: Record<JobState['state'], Partial<Record<JobEvent['kind'], JobState['state']>>> = {
  queued: {
    renewed: 'queued',
    completed: 'queued',
    resolving: 'resolving',
    fetching: 'fetching',
    saving: 'saving',
    ...stopped,
    ...ended,
  },
  resolving: {
    renewed: 'resolving',
    completed: 'resolving',
    queued: 'queued',
    fetching: 'fetching',
    ...stopped,
    ...ended,
  },
  waiting: { queued: 'queued', ...stopped, ...ended },
  fetching: {
    renewed: 'fetching',
    queued: 'queued',
    resolving: 'resolving',
    fetching: 'fetching',
    muxing: 'muxing',
    verifying: 'verifying',
    ...stopped,
    ...ended,
  },
  paused: { queued: 'queued', cancelled: 'cancelled' },
  muxing: { queued: 'queued', muxing: 'muxing', verifying: 'verifying', ...stopped, ...ended },
  verifying: { queued: 'queued', saving: 'saving', ...stopped, ...ended },
  saving: {
    queued: 'queued',
    renamed: 'saving',
    saving: 'saving',
    saved: 'done',
    waiting: 'waiting',
    ...ended,
  },
  done: anew,
  failed: anew,
  cancelled: anew,
};

const events: readonly JobEvent[] = [
  { kind: 'requested', request: sampleRequest, options },
  { kind: 'renewed', renewal },
  { kind: 'completed', request: sampleRequest },
  { kind: 'renamed', name: 'plain.mp4' },
  { kind: 'queued' },
  { kind: 'resolving' },
  { kind: 'waiting', wait },
  { kind: 'fetching', progress },
  { kind: 'paused' },
  { kind: 'muxing', done: 0.1 },
  { kind: 'verifying' },
  { kind: 'saving', downloadId: 7 },
  { kind: 'saved', file },
  { kind: 'failed', error },
  { kind: 'cancelled' },
];

const stateAfter = (state: JobState, event: JobEvent) =>
  reduceJob(sampleJob(state), event, 3).current;

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
    expect(stateAfter({ state: 'queued' }, { kind: 'waiting', wait })).toEqual({
      state: 'waiting',
      ...wait,
    });
  });

  it('at rest still tells how far it had come, without a speed', () => {
    const fetching: JobState = {
      state: 'fetching',
      progress: { received: 10, total: 100, speed: 5, eta: 18 },
    };
    const atRest = { received: 10, total: 100 };
    const paused = stateAfter(fetching, { kind: 'paused' });
    expect(paused).toEqual({ state: 'paused', progress: atRest });
    const waiting = stateAfter(fetching, { kind: 'waiting', wait });
    expect(waiting).toEqual({ state: 'waiting', ...wait, progress: atRest });
    expect(stateAfter(waiting, { kind: 'paused' })).toEqual(paused);
  });

  it('asked anew takes the new request and begins anew', () => {
    const request = { ...sampleRequest, title: 'Another' };
    const event: JobEvent = { kind: 'requested', request, options };
    const job = reduceJob(sampleJob({ state: 'cancelled' }), event, 50);
    expect(job).toEqual(newJob(request, 50, options));
    expect(isActive(job)).toBe(true);
  });

  it.each(sampleStates)('$state, takes other options, and is where it was', (state) => {
    const job = sampleJob(state);
    const faster = reduceJob(job, { kind: 'options', options: { speedLimit: 1000 } }, 4);
    expect([faster.options, faster.current]).toEqual([
      { ...job.options, speedLimit: 1000 },
      job.current,
    ]);
    const high = reduceJob(faster, { kind: 'options', options: { priority: 'high' } }, 5);
    expect(high.options).toEqual({ ...job.options, priority: 'high', speedLimit: 1000 });
    const free = reduceJob(high, { kind: 'options', options: { speedLimit: 0 } }, 6);
    expect(free.options).toEqual({ ...job.options, priority: 'high' });
  });

  it('saved under a plainer name is asked for under that name', () => {
    const job = reduceJob(sampleJob({ state: 'saving' }), { kind: 'renamed', name: 'a.mp4' }, 5);
    expect(job.request.file).toEqual({ ...sampleRequest.file, name: 'a.mp4' });
  });
});

describe('new addresses', () => {
  const renewed = (change: Partial<Renewal>) =>
    reduceJob(
      sampleJob({ state: 'resolving' }),
      { kind: 'renewed', renewal: { ...renewal, ...change } },
      9,
    ).request;

  it('take the place of the old ones, for the formats named', () => {
    const request = renewed({});
    expect(request.parts.map(({ source }) => source)).toEqual([
      sampleRequest.parts[0]?.source,
      { kind: 'url', url: 'https://r2.googlevideo.com/fresh' },
    ]);
    expect(request.tier).toBe('page-address');
    expect(request.notes).toBeUndefined();
  });

  it('bring their mirrors, and end the old ones', () => {
    const source = {
      kind: 'url',
      url: 'https://r3.googlevideo.com/',
      mirrors: ['https://r4.googlevideo.com/'],
    } as const;
    const withMirrors = renewed({ sources: { '140': { source } } });
    expect(withMirrors.parts[1]?.source).toEqual(source);
    const job = { ...sampleJob({ state: 'queued' }), request: withMirrors };
    const without = reduceJob(job, { kind: 'renewed', renewal }, 10).request;
    expect(without.parts[1]?.source).not.toHaveProperty('mirrors');
  });

  it('tell the version to who does not know it, and nobody else', () => {
    const version = { contentLength: 5, lastModified: '17' };
    const source = { kind: 'url', url: 'https://r3.googlevideo.com/' } as const;
    const fresh = { source, ...version };
    const { parts } = renewed({ sources: { '137': fresh, '140': fresh } });
    expect(parts.map(({ contentLength }) => contentLength)).toEqual([1000, 5]);
    expect(parts[1]?.lastModified).toBe('17');
  });

  it('add their notes, each once, and not for ever', () => {
    const note = { what: 'strategies-disagree', player: 'a' } as const;
    expect(renewed({ notes: [note] }).notes).toEqual([note]);
    let job = sampleJob({ state: 'queued' });
    for (let at = 0; at < 100; at += 1) {
      const notes = [note, { ...note, player: String(at) }];
      job = reduceJob(job, { kind: 'renewed', renewal: { ...renewal, notes } }, at);
    }
    expect(job.request.notes).toHaveLength(20);
    expect(job.request.notes?.at(-1)).toEqual({ ...note, player: '99' });
  });
});

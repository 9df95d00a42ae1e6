import { describe, expect, it } from 'vitest';
import { BadgeFeed, changedSum, shareOf, summaryOf } from '../../../src/engine/badge-feed';
import { JobFeed } from '../../../src/engine/job-feed';
import { JobMirror } from '../../../src/engine/job-mirror';
import { PageHosts } from '../../../src/engine/page-hosts';
import type { CollectionItem, Job, JobState } from '../../../src/jobs/job';
import { Turns } from '../../../src/jobs/turns';
import type { JobsPortMessage } from '../../../src/protocol/jobs-port';
import { sampleJob, sampleRequest } from '../jobs/sample-job';
import { HandClock } from '../transfer/hand-clock';

const { id } = sampleRequest;

describe('the feed of a screen', () => {
  it('gives one snapshot, then at most four deltas a second with all that changed', () => {
    const clock = new HandClock();
    const jobs = new Map<string, Job>([[id, sampleJob({ state: 'queued' })]]);
    const feed = new JobFeed(jobs, clock);
    const seen: JobsPortMessage[] = [];
    let close: () => void = () => undefined;
    feed.open({
      post: (message) => seen.push(message),
      onClose: (listener) => {
        close = listener;
      },
    });
    expect(seen).toMatchObject([{ kind: 'snapshot', jobs: [{ id }] }]);
    for (let at = 0; at < 2000; at += 10) {
      jobs.set(id, sampleJob({ state: 'fetching', progress: { received: at } }));
      feed.note(id);
      clock.pass(10);
    }
    expect(seen.length - 1).toBeLessThanOrEqual(9);
    expect(seen.length - 1).toBeGreaterThanOrEqual(7);
    jobs.delete(id);
    feed.note(id);
    clock.pass(250);
    expect(seen.at(-1)).toEqual({ kind: 'delta', changed: [], removed: [id] });
    close();
    const before = seen.length;
    feed.note(id);
    clock.pass(1000);
    expect(seen).toHaveLength(before);
  });
});

describe('the badge', () => {
  const fetching = (received: number, total?: number): JobState => ({
    state: 'fetching',
    progress: total === undefined ? { received } : { received, total },
  });
  const summary = (...states: JobState[]) =>
    summaryOf(
      states
        .map((state) => shareOf(sampleJob(state)))
        .reduce((sum, share) => changedSum(sum, shareOf(undefined), share), shareOf(undefined)),
    );

  it('sums what runs by bytes, and rests at 99 until all is saved', () => {
    expect(summary()).toEqual({ running: 0, unfinished: 0 });
    expect(summary(fetching(500, 1000), { state: 'cancelled' })).toEqual({
      running: 1,
      unfinished: 1,
      percent: 50,
    });
    // The sample states 1000 bytes of its parts.
    expect(summary(fetching(1000, 3000), { state: 'resolving' })).toEqual({
      running: 2,
      unfinished: 2,
      percent: 25,
    });
    expect(summary({ state: 'muxing', done: 0 })).toMatchObject({ running: 1, percent: 99 });
    expect(summary(fetching(5))).toMatchObject({ percent: 0 });
  });

  it('counts neither who stands in the line, nor who waits or is paused', () => {
    const states: JobState[] = [
      { state: 'queued' },
      { state: 'paused', progress: { received: 5, total: 10 } },
      { state: 'waiting', reason: 'network' },
    ];
    // A paused one waits for a person, who wakes the engine by looking.
    expect(summary(...states)).toEqual({ running: 0, unfinished: 2 });
    expect(summary(...states, fetching(500, 1000))).toMatchObject({ running: 1, percent: 50 });
  });

  it('tells once a second at most, and each end once; what is over leaves nothing', () => {
    const clock = new HandClock();
    const news: unknown[] = [];
    const badge = new BadgeFeed(clock, (one) => news.push(one));
    badge.announce();
    expect(news).toEqual([{ running: 0, unfinished: 0, ended: [] }]);
    let job: Job | undefined;
    const become = (state: JobState): void => {
      const next = sampleJob(state);
      badge.note(job, next);
      job = next;
    };
    for (let at = 0; at < 5000; at += 10) {
      become(fetching(at, 5000));
      clock.pass(10);
    }
    expect(news.length).toBeLessThanOrEqual(7);
    expect(news.at(-1)).toMatchObject({ running: 1, unfinished: 1 });
    become({ state: 'failed', error: { code: 'http-404', message: '', facts: {} } });
    clock.pass(2000);
    badge.note(job, undefined);
    clock.pass(2000);
    const error = { code: 'http-404', message: '', facts: {} };
    expect(news.slice(-2)).toEqual([
      { running: 0, unfinished: 0, ended: [{ title: 'A title', tabId: 5, error }] },
      { running: 0, unfinished: 0, ended: [] },
    ]);
  });
});

describe('the mirror of the jobs', () => {
  const rig = () => {
    const clock = new HandClock();
    let awake = 0;
    const saved: CollectionItem[] = [];
    const mirror = new JobMirror({
      clock,
      tellBadge: () => undefined,
      tellPageHosts: () => undefined,
      tellSaved: (item) => saved.push(item),
      keepAlive: () => {
        awake += 1;
        return () => {
          awake -= 1;
        };
      },
    });
    const seen: JobsPortMessage[] = [];
    mirror.openPort({ post: (message) => seen.push(message), onClose: () => undefined });
    return { clock, mirror, seen, saved, awake: () => awake };
  };

  it('makes a screen that comes early wait for the journal', () => {
    const { mirror, seen } = rig();
    expect(seen).toEqual([]);
    mirror.load([sampleJob({ state: 'queued' })]);
    expect(seen).toMatchObject([{ kind: 'snapshot', jobs: [{ id, statusText: 'queued' }] }]);
  });

  it('tells what is saved of a page of many when it is, and of nothing else', () => {
    const { mirror, saved } = rig();
    const item = { collection: 'fourchan:wsg-1', id: 'wsg-51' };
    const become = (current: JobState, origin = {}): void => {
      const job = sampleJob(current);
      mirror.keep({ ...job, request: { ...job.request, item, origin } });
    };
    const done = { state: 'done', file: { path: '/x', bytes: 1, downloadId: 1 } } as const;
    const error = { code: 'http-404', message: '', facts: {} } as const;
    // As it was saved before this start: that was told then.
    become(done);
    for (const state of [{ state: 'queued' }, { state: 'failed', error }] as const) become(state);
    for (const state of [{ state: 'saving' }, { state: 'cancelled' }] as const) become(state);
    become({ state: 'saving' }, { isPrivate: true });
    become(done, { isPrivate: true });
    expect(saved).toEqual([]);
    become({ state: 'saving' });
    become(done);
    become(done);
    expect(saved).toEqual([item]);
  });

  it('keeps the engine alive while a job goes on by itself', () => {
    const { mirror, awake } = rig();
    const states: [JobState, number][] = [
      [{ state: 'queued' }, 1],
      [{ state: 'waiting', reason: 'quiet-hours' }, 1],
      [{ state: 'paused' }, 0],
      [{ state: 'fetching', progress: { received: 1 } }, 1],
      [{ state: 'cancelled' }, 0],
    ];
    mirror.load([]);
    for (const [state, expected] of states) {
      mirror.keep(sampleJob(state));
      expect(awake()).toBe(expected);
    }
    mirror.remove(id);
    expect(awake()).toBe(0);
  });

  it('keeps the engine alive while a private job has bytes: they would end with it', () => {
    const { mirror, awake } = rig();
    const error = { code: 'http-404', message: '', facts: {} } as const;
    const file = { path: '/x', bytes: 1, downloadId: 1 };
    const states: [JobState, number][] = [
      [{ state: 'fetching', progress: { received: 1 } }, 1],
      [{ state: 'paused' }, 1],
      [{ state: 'failed', error }, 1],
      [{ state: 'done', file }, 0],
      [{ state: 'cancelled' }, 0],
    ];
    mirror.load([]);
    for (const [state, expected] of states) {
      const job = sampleJob(state);
      mirror.keep({ ...job, request: { ...job.request, origin: { isPrivate: true } } });
      expect(awake()).toBe(expected);
    }
  });

  it('shows what ran in the line while there is no worker, and leaves alone what rests', () => {
    const { clock, mirror, seen, awake } = rig();
    const states: JobState[] = [
      { state: 'fetching', progress: { received: 1, speed: 1e6 } },
      { state: 'paused' },
      { state: 'saving', downloadId: 7 },
      { state: 'cancelled' },
    ];
    mirror.load(
      states.map((state, at) => ({
        ...sampleJob(state),
        request: { ...sampleRequest, id: `job ${at}` },
      })),
    );
    clock.pass(1000);
    mirror.stand();
    clock.pass(1000);
    expect(seen.at(-1)).toMatchObject({
      kind: 'delta',
      changed: [{ id: 'job 0', current: { state: 'queued' } }],
    });
    expect(awake()).toBe(1);
  });

  it('forgets jobs that a new worker does not know', () => {
    const { clock, mirror, seen, awake } = rig();
    mirror.load([sampleJob({ state: 'fetching', progress: { received: 1 } })]);
    mirror.load([]);
    clock.pass(250);
    expect(seen.at(-1)).toEqual({ kind: 'delta', changed: [], removed: [id] });
    expect(awake()).toBe(0);
  });

  it('sends what changed, however many jobs there are', () => {
    const { clock, mirror, seen } = rig();
    const jobs = Array.from({ length: 500 }, (_, at) => ({
      ...sampleJob({ state: 'queued' }),
      request: { ...sampleRequest, id: `job ${at}` },
    }));
    mirror.load(jobs);
    clock.pass(1000);
    const before = seen.length;
    const [first] = jobs;
    if (!first) throw new Error('no job');
    for (let received = 0; received < 10; received += 1) {
      mirror.keep({ ...first, current: { state: 'fetching', progress: { received } } });
      clock.pass(100);
    }
    const deltas = seen.slice(before);
    expect(deltas.length).toBeLessThanOrEqual(5);
    for (const delta of deltas) {
      expect(delta).toMatchObject({ kind: 'delta', changed: [{ id: 'job 0' }], removed: [] });
    }
  });
});

describe('turns', () => {
  it('run one after the other for a key, side by side for others, also after a failure', async () => {
    const turns = new Turns();
    const log: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = turns.take('a', async () => {
      await held;
      log.push('first');
      throw new Error('no');
    });
    const second = turns.take('a', async () => log.push('second'));
    await turns.take('b', async () => log.push('elsewhere'));
    release();
    await expect(first).rejects.toThrow('no');
    await second;
    expect(log).toEqual(['elsewhere', 'first', 'second']);
  });
});

describe('the hosts that jobs of unknown pages ask', () => {
  const jobOf = (jobId: string, state: JobState, hosts: readonly string[]): Job => {
    const job = sampleJob(state);
    const videoUrl = 'https://www.watch.example/film?token=secret';
    return { ...job, request: { ...job.request, id: jobId, videoUrl, allowedHosts: hosts } };
  };
  const host = { host: 'cdn.example', referer: 'https://www.watch.example/' };
  const cdn = ['https://cdn.example'];

  it('are told while any may still ask, once each, and never what else the page’s address says', () => {
    const clock = new HandClock();
    const told: unknown[] = [];
    const hosts = new PageHosts(clock, () => told.push(hosts.all()));
    const become = (before: Job | undefined, now: Job | undefined) => {
      hosts.note(before, now);
      clock.pass(2_000);
    };
    const one = jobOf('a', { state: 'queued' }, [...cdn, 'googlevideo.com']);
    const other = jobOf('b', { state: 'paused' }, cdn);
    become(undefined, one);
    expect(told).toEqual([[host]]);
    become(undefined, other);
    const error = { code: 'http-403', message: '', facts: {} } as const;
    const failed = jobOf('a', { state: 'failed', error }, cdn);
    become(one, failed);
    become(other, undefined);
    expect(told).toHaveLength(1);
    become(failed, jobOf('a', { state: 'cancelled' }, cdn));
    expect(told).toEqual([[host], []]);
  });

  it('are told anew where a page names another', () => {
    const clock = new HandClock();
    const hosts = new PageHosts(clock, () => undefined);
    const one = jobOf('a', { state: 'queued' }, cdn);
    hosts.note(undefined, one);
    hosts.note(one, jobOf('a', { state: 'queued' }, ['https://two.example']));
    expect(hosts.all()).toEqual([{ ...host, host: 'two.example' }]);
  });
});

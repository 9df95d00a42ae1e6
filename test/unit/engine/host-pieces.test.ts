import { describe, expect, it } from 'vitest';
import { badgeSummary } from '../../../src/engine/badge-feed';
import { JobFeed } from '../../../src/engine/job-feed';
import { SaveDesk } from '../../../src/engine/save-desk';
import { type WorkerLike, WorkerLink } from '../../../src/engine/worker-link';
import type { WorkerToHost } from '../../../src/engine/worker-protocol';
import { ReelkeepError } from '../../../src/errors';
import type { Job, JobState } from '../../../src/jobs/job';
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
  const running = (...states: JobState[]) => badgeSummary(states.map(sampleJob));
  const fetching = (received: number, total?: number): JobState => ({
    state: 'fetching',
    progress: total === undefined ? { received } : { received, total },
  });
  it('sums what runs by bytes, and rests at 99 until all is saved', () => {
    expect(running()).toEqual({ running: 0 });
    expect(running(fetching(500, 1000), { state: 'cancelled' })).toEqual({
      running: 1,
      percent: 50,
    });
    // The sample states 1000 bytes of its parts.
    expect(running(fetching(1000, 3000), { state: 'queued' })).toEqual({ running: 2, percent: 25 });
    expect(running({ state: 'muxing', done: 0 })).toEqual({ running: 1, percent: 99 });
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

class FakeWorker implements WorkerLike {
  readonly sent: { call: number; name: string }[] = [];
  readonly #listeners = new Map<string, (event: never) => void>();
  terminated = false;
  postMessage(message: unknown): void {
    this.sent.push(message as { call: number; name: string });
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(data: WorkerToHost): void {
    this.#listeners.get('message')?.({ data } as never);
  }
  die(): void {
    this.#listeners.get('error')?.({ message: 'out of memory' } as never);
  }
}

describe('the link to the worker', () => {
  it('brings each answer to its question', async () => {
    const worker = new FakeWorker();
    const link = new WorkerLink(
      () => worker,
      () => undefined,
    );
    const asked = [link.ask('cancel', { id }), link.ask('start', sampleRequest)];
    worker.say({ kind: 'answer', call: 2, value: { id, alreadyRunning: true } });
    worker.say({
      kind: 'refusal',
      call: 1,
      error: { code: 'job-not-found', message: 'no', facts: {} },
    });
    await expect(asked[1]).resolves.toEqual({ id, alreadyRunning: true });
    await expect(asked[0]).rejects.toMatchObject({ code: 'job-not-found' });
  });

  it('starts a worker that died anew, a few times', async () => {
    const workers: FakeWorker[] = [];
    const link = new WorkerLink(
      () => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      },
      () => undefined,
    );
    const asked = link.ask('forget', { id });
    workers[0]?.die();
    await expect(asked).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(workers[0]?.terminated).toBe(true);
    for (let deaths = 0; deaths < 20; deaths += 1) workers.at(-1)?.die();
    expect(workers).toHaveLength(6);
  });
});

describe('the desk that hands files to the browser', () => {
  const handOver = {
    id,
    path: ['jobs', 'x', 'out.mp4'],
    mime: 'video/mp4',
    file: sampleRequest.file,
  } as const;
  const desk = (saveFile: () => Promise<{ downloadId: number }>) => {
    const asked: [string, unknown][] = [];
    const dropped: number[] = [];
    const urls = new Set<string>();
    const ports = {
      events: {
        saveFile,
        dropSave: async ({ downloadId }: { downloadId: number }) => {
          dropped.push(downloadId);
        },
      },
      openFile: async () => new Blob(['x']),
      createUrl: () => {
        urls.add('blob:1');
        return 'blob:1';
      },
      revokeUrl: (url: string) => urls.delete(url),
    };
    const worker: Pick<WorkerLink, 'ask'> = {
      ask: async (name, request) => {
        asked.push([name, request]);
        return undefined as never;
      },
    };
    return { desk: new SaveDesk(ports, worker), asked, dropped, urls };
  };
  const complete = { kind: 'complete', path: '/x', bytes: 1 } as const;

  it('hears an end that is quicker than the answer which names the download', async () => {
    const rig = desk(async () => {
      await rig.desk.ended(9, complete);
      return { downloadId: 9 };
    });
    await rig.desk.handOver(handOver);
    expect(rig.asked.map(([name]) => name)).toEqual(['saveEnded', 'saveStarted', 'saveEnded']);
    expect(rig.urls.size).toBe(0);
  });

  it('drops a download that begins after the cancel', async () => {
    let begin: (started: { downloadId: number }) => void = () => undefined;
    const rig = desk(
      () =>
        new Promise((resolve) => {
          begin = resolve;
        }),
    );
    const handing = rig.desk.handOver(handOver);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await rig.desk.drop(id, undefined);
    begin({ downloadId: 4 });
    await handing;
    expect([rig.dropped, rig.asked, rig.urls.size]).toEqual([[4], [], 0]);
  });

  it('is not asked twice for what the browser is still busy with', async () => {
    let asked = 0;
    const rig = desk(async () => {
      asked += 1;
      return { downloadId: 3 };
    });
    await rig.desk.handOver(handOver);
    await rig.desk.handOver(handOver);
    expect(asked).toBe(1);
    expect(rig.asked).toEqual([
      ['saveStarted', { id, downloadId: 3 }],
      ['saveStarted', { id, downloadId: 3 }],
    ]);
  });

  it('tells a refusal with its code, and takes the URL back', async () => {
    const rig = desk(async () => {
      throw new ReelkeepError('save-refused', 'No.', { facts: { reason: 'name' } });
    });
    await rig.desk.handOver(handOver);
    expect(rig.asked).toMatchObject([
      ['saveRefused', { id, error: { code: 'save-refused', facts: { reason: 'name' } } }],
    ]);
    expect(rig.urls.size).toBe(0);
  });
});

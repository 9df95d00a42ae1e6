import { describe, expect, it } from 'vitest';
import { type WorkerLike, WorkerLink } from '../../../src/engine/worker-link';
import type { WorkerToHost } from '../../../src/engine/worker-protocol';
import { WorkerWatch } from '../../../src/engine/worker-watch';
import { sampleRequest } from '../jobs/sample-job';
import { HandClock } from '../transfer/hand-clock';

const { id } = sampleRequest;

class FakeWorker implements WorkerLike {
  readonly sent: { kind: string; call?: number; name?: string }[] = [];
  readonly #listeners = new Map<string, (event: never) => void>();
  terminated = false;
  postMessage(message: unknown): void {
    this.sent.push(message as { kind: string });
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
      { createWorker: () => worker, isWorkerAlive: async () => true, clock: new HandClock() },
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

  it('starts a worker that died anew', async () => {
    const { link, workers } = linkToMany();
    const asked = link.ask('forget', { id });
    workers[0]?.die();
    await expect(asked).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(workers[0]?.terminated).toBe(true);
    expect(workers).toHaveLength(2);
  });

  it('never gives up, but waits longer and longer, a minute at most', () => {
    const { clock, workers } = linkToMany();
    const pauses: number[] = [];
    for (let deaths = 0; deaths < 15; deaths += 1) {
      const before = workers.length;
      workers.at(-1)?.die();
      let seconds = 0;
      for (; workers.length === before && seconds < 100; seconds += 1) clock.pass(1000);
      pauses.push(seconds);
    }
    expect(pauses).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, ...Array(6).fill(60)]);
  });

  it('tells of a pause, and a command ends it', async () => {
    const { link, workers, clock, paused } = linkToMany();
    for (let deaths = 0; deaths < 3; deaths += 1) workers.at(-1)?.die();
    expect(paused.times).toBe(0);
    workers.at(-1)?.die();
    expect([paused.times, workers.length]).toEqual([1, 4]);
    const asked = link.ask('forget', { id });
    expect(workers).toHaveLength(5);
    workers.at(-1)?.say({ kind: 'answer', call: 1, value: 'of now' });
    await expect(asked).resolves.toBe('of now');
    clock.pass(10_000);
    expect(workers).toHaveLength(5);
  });

  it('gives one that worked for long a new chance, however often others died', async () => {
    const { clock, workers } = linkToMany();
    for (let deaths = 0; deaths < 20; deaths += 1) {
      clock.pass(15_000);
      for (let minutes = 0; minutes < 44; minutes += 1) {
        clock.pass(15_000);
        workers.at(-1)?.say({ kind: 'pong' });
      }
      workers.at(-1)?.die();
    }
    expect(workers).toHaveLength(21);
  });

  it('hears nothing of a worker that it has given up', () => {
    const { link, workers } = linkToMany();
    const [first] = workers;
    first?.die();
    const asked = link.ask('forget', { id });
    first?.say({ kind: 'answer', call: 1, value: 'of before' });
    workers.at(-1)?.say({ kind: 'answer', call: 1, value: 'of now' });
    return expect(asked).resolves.toBe('of now');
  });
});

function linkToMany() {
  const clock = new HandClock();
  const workers: FakeWorker[] = [];
  const paused = { times: 0 };
  let isAlive = true;
  const link = new WorkerLink(
    {
      createWorker: () => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      },
      isWorkerAlive: async () => isAlive,
      clock,
    },
    () => undefined,
    () => {
      paused.times += 1;
    },
  );
  const vanish = (): void => {
    isAlive = false;
  };
  return { link, workers, clock, vanish, paused };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('a worker that is silent', () => {
  it('and gone is found out within a minute, and replaced', async () => {
    const { link, workers, clock, vanish } = linkToMany();
    const refused = expect(link.ask('forget', { id })).rejects.toMatchObject({
      code: 'engine-unavailable',
    });
    vanish();
    clock.pass(15_000);
    await turn();
    expect(workers).toHaveLength(1);
    clock.pass(30_000);
    await turn();
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    await refused;
  });

  it('but there may be busy with the disk for minutes; then it hangs', async () => {
    const { workers, clock } = linkToMany();
    for (let minutes = 0; minutes < 4; minutes += 1) {
      clock.pass(60_000);
      await turn();
    }
    expect(workers).toHaveLength(1);
    clock.pass(90_000);
    await turn();
    expect(workers).toHaveLength(2);
  });

  it('answered while it was doubted, and stays', async () => {
    const { workers, clock, vanish } = linkToMany();
    vanish();
    clock.pass(30_000);
    workers[0]?.say({ kind: 'pong' });
    await turn();
    expect(workers).toHaveLength(1);
  });

  it('is none that answers now and then', async () => {
    const { workers, clock } = linkToMany();
    for (let turns = 0; turns < 20; turns += 1) {
      clock.pass(100_000);
      await turn();
      workers[0]?.say({ kind: 'pong' });
    }
    expect(workers).toHaveLength(1);
    expect(workers[0]?.sent.filter(({ kind }) => kind === 'ping').length).toBeGreaterThan(20);
  });

  it('is none that reports while it is too busy for pings', () => {
    const { workers, clock } = linkToMany();
    for (let turns = 0; turns < 20; turns += 1) {
      clock.pass(200_000);
      workers[0]?.say({ kind: 'report', report: { kind: 'removed', id } });
    }
    expect(workers).toHaveLength(1);
  });

  it('is none while the machine sleeps, also where time went on meanwhile', async () => {
    const hand = new HandClock();
    let slept = 0;
    const clock = { ...hand, setTimer: hand.setTimer, uptime: () => hand.uptime() + slept };
    let lost = 0;
    const watch = new WorkerWatch({
      clock,
      ping: () => undefined,
      isAlive: async () => false,
      onLost: () => {
        lost += 1;
      },
    });
    for (let night = 0; night < 5; night += 1) {
      slept += 8 * 3_600_000;
      hand.pass(16_000);
      await turn();
      watch.heard();
    }
    expect(lost).toBe(0);
  });
});

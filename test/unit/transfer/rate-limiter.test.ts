import { describe, expect, it } from 'vitest';
import { joinLimiters, pieceBytes, RateLimiter } from '../../../src/transfer/rate-limiter';
import { HandClock } from './hand-clock';
import { settled } from './settled';

const calm = (): AbortSignal => new AbortController().signal;

/** A lane that takes piece after piece, as reading does; counts when each passed. */
function reader(limiter: RateLimiter, bytes: number, signal = calm()) {
  const passed: number[] = [];
  const run = async (clock: HandClock): Promise<void> => {
    for (;;) {
      await limiter.take(bytes, signal);
      passed.push(clock.uptime());
    }
  };
  return { passed, run };
}

async function pass(clock: HandClock, milliseconds: number, stepMs = 10): Promise<void> {
  for (let at = 0; at < milliseconds; at += stepMs) {
    clock.pass(stepMs);
    await settled();
  }
}

describe('a speed limit', () => {
  it.each([
    [50_000, 1],
    [50_000, 6],
    [3_000_000, 4],
  ])(
    'of %i bytes/s over %i lanes is kept within 5 % over any five seconds',
    async (limit, lanes) => {
      const clock = new HandClock();
      const limiter = new RateLimiter(clock, limit);
      const bytes = pieceBytes(limiter);
      const all = Array.from({ length: lanes }, () => reader(limiter, bytes));
      for (const { run } of all) void run(clock);
      await pass(clock, 20_000);
      const times = all.flatMap(({ passed }) => passed);
      for (let from = 0; from <= 15_000; from += 500) {
        const within = times.filter((time) => time > from && time <= from + 5_000).length * bytes;
        expect(Math.abs(within / (5 * limit) - 1)).toBeLessThan(0.05);
      }
      const shares = all.map(({ passed }) => passed.length);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    },
  );

  it('is no limit where it is none, or 0', async () => {
    for (const limit of [undefined, 0]) {
      const limiter = new RateLimiter(new HandClock(), limit);
      await limiter.take(10 ** 12, calm());
      expect([limiter.isHolding, limiter.bytesPerSecond]).toEqual([false, undefined]);
    }
  });

  it('lets nobody save up: after a rest there is a tenth of a second’s credit, no more', async () => {
    const clock = new HandClock();
    const limiter = new RateLimiter(clock, 1_000_000);
    clock.pass(60_000);
    const { passed, run } = reader(limiter, 10_000);
    void run(clock);
    await settled();
    expect(passed).toHaveLength(10);
  });

  it('changes while bytes wait for it', async () => {
    const clock = new HandClock();
    const limiter = new RateLimiter(clock, 1_000);
    const { passed, run } = reader(limiter, 1_000);
    void run(clock);
    await pass(clock, 3_000);
    expect(passed.length).toBeLessThanOrEqual(4);
    limiter.bytesPerSecond = 100_000;
    passed.length = 0;
    await pass(clock, 2_000);
    expect(passed.length).toBeGreaterThan(190);
    expect(passed.length).toBeLessThan(215);
    limiter.bytesPerSecond = 1_000;
    passed.length = 0;
    await pass(clock, 5_000);
    expect(passed.length).toBeGreaterThanOrEqual(4);
    expect(passed.length).toBeLessThanOrEqual(6);
  });

  it('is lifted at once', async () => {
    const limiter = new RateLimiter(new HandClock(), 1);
    const waiting = Promise.all([limiter.take(10 ** 9, calm()), limiter.take(10 ** 9, calm())]);
    limiter.bytesPerSecond = undefined;
    await waiting;
    expect(limiter.isHolding).toBe(false);
  }, 1_000);

  it('a wait ends with the reason of its abort, and holds nobody else up', async () => {
    const clock = new HandClock();
    const limiter = new RateLimiter(clock, 1_000);
    const abort = new AbortController();
    const first = limiter.take(5_000, abort.signal);
    const second = limiter.take(1, calm());
    abort.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    await pass(clock, 100);
    await second;
    await expect(limiter.take(1, abort.signal)).rejects.toThrow('enough');
    expect(clock.pending).toBe(0);
  });

  it('says while it holds bytes back, and for a second after', async () => {
    const clock = new HandClock();
    const limiter = new RateLimiter(clock, 1_000);
    expect(limiter.isHolding).toBe(false);
    const taken = limiter.take(1_000, calm()).then(() => limiter.take(1, calm()));
    expect(limiter.isHolding).toBe(true);
    await pass(clock, 1_500);
    await taken;
    expect(limiter.isHolding).toBe(true);
    clock.pass(1_000);
    expect(limiter.isHolding).toBe(false);
  });
});

describe('two limits as one', () => {
  const throughput = async (job: number | undefined, all: number | undefined): Promise<number> => {
    const clock = new HandClock();
    const limiter = joinLimiters(new RateLimiter(clock, job), new RateLimiter(clock, all));
    let bytes = 0;
    const run = async (): Promise<void> => {
      for (;;) {
        await limiter.take(500, calm());
        bytes += 500;
        if (bytes > 10 ** 6) return;
      }
    };
    void run();
    await pass(clock, 10_000);
    return bytes / 10;
  };

  it('let pass what the lower one does', async () => {
    expect(await throughput(10_000, 40_000)).toBeCloseTo(10_000, -3);
    expect(await throughput(40_000, 10_000)).toBeCloseTo(10_000, -3);
    expect(await throughput(undefined, 10_000)).toBeCloseTo(10_000, -3);
  });

  it('tell the lower one, and that one of them holds', () => {
    const clock = new HandClock();
    const [job, all] = [new RateLimiter(clock), new RateLimiter(clock, 5_000)];
    const both = joinLimiters(job, all);
    expect(both.bytesPerSecond).toBe(5_000);
    job.bytesPerSecond = 1_000;
    expect(both.bytesPerSecond).toBe(1_000);
    job.bytesPerSecond = 0;
    all.bytesPerSecond = 0;
    expect(both.bytesPerSecond).toBeUndefined();
    expect(both.isHolding).toBe(false);
  });
});

it('bytes are taken in twentieths of a second, and never so few that it is all calls', () => {
  expect(pieceBytes({ bytesPerSecond: 1_000_000 })).toBe(50_000);
  expect(pieceBytes({ bytesPerSecond: 10 })).toBe(1024);
  expect(pieceBytes({ bytesPerSecond: undefined })).toBe(Number.POSITIVE_INFINITY);
});

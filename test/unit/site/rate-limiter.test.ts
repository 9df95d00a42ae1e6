import { expect, test } from 'vitest';
import { RateLimiter } from '../../site/server/rate-limiter';

test('several takers together get the rate, not more', async () => {
  const limiter = new RateLimiter(() => 1_000_000);
  const started = performance.now();
  const taker = async () => {
    for (let piece = 0; piece < 10; piece += 1)
      await limiter.take(20_000, AbortSignal.timeout(5000));
  };
  await Promise.all([taker(), taker()]);
  // 400 KB, less the credit of 50 ms.
  expect(performance.now() - started).toBeGreaterThan(330);
});

test('without a rate nobody waits', async () => {
  const limiter = new RateLimiter(() => undefined);
  const started = performance.now();
  await limiter.take(1e12, AbortSignal.timeout(1000));
  expect(performance.now() - started).toBeLessThan(100);
});

test('an abort ends the wait', async () => {
  const limiter = new RateLimiter(() => 1);
  await expect(limiter.take(1000, AbortSignal.timeout(20))).rejects.toThrow(/abort/i);
});

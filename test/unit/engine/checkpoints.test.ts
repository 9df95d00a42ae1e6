import { expect, test } from 'vitest';
import { Checkpoints } from '../../../src/engine/checkpoints';

/** Each save takes so long; ticked every 50 ms for so long. Answers with when saves began. */
async function savesWithin(ms: number, costMs: number): Promise<readonly number[]> {
  let now = 0;
  const clock = { wallTime: () => now, uptime: () => now, setTimer: () => () => undefined };
  const begun: number[] = [];
  const checkpoints = new Checkpoints(
    clock,
    async () => {
      begun.push(now);
      now += costMs;
    },
    (error) => {
      throw error;
    },
  );
  for (; now < ms; now += 50) {
    checkpoints.tick(now);
    await checkpoints.settle();
  }
  return begun;
}

test('a fast disk has all but the last fifth of a second', async () => {
  expect(await savesWithin(1000, 0)).toEqual([200, 400, 600, 800]);
});

test('a slow disk is asked so often that a kill costs half a second, and has most of the time for writing', async () => {
  const begun = await savesWithin(5000, 60);
  const gaps = begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(500);
  expect(begun.length * 60).toBeLessThan(5000 / 6);
});

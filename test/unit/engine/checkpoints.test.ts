import { expect, test, vi } from 'vitest';
import { Checkpoints } from '../../../src/engine/checkpoints';

const pace = { gapMs: 200, gapPerCost: 6, mostUnsavedBytes: 1000_000 };

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
    pace,
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

test('while one is made so much may come as a kill may cost, and no more', async () => {
  const ends: (() => void)[] = [];
  const marks: number[] = [];
  const save = () => new Promise<void>((resolve) => ends.push(resolve));
  const clock = { wallTime: () => 0, uptime: () => 0, setTimer: () => () => undefined };
  const checkpoints = new Checkpoints(clock, save, () => expect.unreachable(), pace);
  const write = async (mark: number) => {
    await checkpoints.keepUp(mark);
    marks.push(mark);
  };
  await write(pace.mostUnsavedBytes - 2);
  expect(ends).toHaveLength(0);
  await write(pace.mostUnsavedBytes);
  expect(ends).toHaveLength(1);
  await write(2 * pace.mostUnsavedBytes - 1);
  const late = write(2 * pace.mostUnsavedBytes);
  await Promise.resolve();
  expect(marks).toHaveLength(3);
  ends[0]?.();
  await late;
  expect(marks).toHaveLength(4);
});

test('one that fails holds nobody up', async () => {
  let failures = 0;
  const clock = { wallTime: () => 0, uptime: () => 0, setTimer: () => () => undefined };
  const refused = () => Promise.reject(new Error('refused'));
  const checkpoints = new Checkpoints(clock, refused, () => failures++, pace);
  await checkpoints.keepUp(pace.mostUnsavedBytes);
  await checkpoints.keepUp(3 * pace.mostUnsavedBytes);
  expect(failures).toBeGreaterThan(0);
});

test('each piece has a checkpoint soon, shared by those that come meanwhile, and a third one waits for its own', async () => {
  const ends: (() => void)[] = [];
  const save = () => new Promise<void>((resolve) => ends.push(resolve));
  const clock = { wallTime: () => 0, uptime: () => 0, setTimer: () => () => undefined };
  const checkpoints = new Checkpoints(clock, save, () => expect.unreachable(), pace);
  const gone: string[] = [];
  const come = async (name: string) => {
    await checkpoints.pieceCame(() => 1);
    gone.push(name);
  };
  await come('first');
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  await come('second');
  // One runs already, and what it saves was taken before.
  const others = [come('third'), come('fourth')];
  await Promise.resolve();
  expect(gone).toEqual(['first', 'second']);
  ends[0]?.();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  ends[1]?.();
  await Promise.all(others);
  expect(gone).toEqual(['first', 'second', 'third', 'fourth']);
  expect(ends).toHaveLength(2);
});

test('at rest is who has saved what was told, not only what was begun', async () => {
  const ends: (() => void)[] = [];
  const save = () => new Promise<void>((resolve) => ends.push(resolve));
  const clock = { wallTime: () => 0, uptime: () => 0, setTimer: () => () => undefined };
  const checkpoints = new Checkpoints(clock, save, () => expect.unreachable(), pace);
  let rests = false;
  await checkpoints.pieceCame(() => 1);
  const rest = checkpoints.settle().then(() => {
    rests = true;
  });
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  await checkpoints.pieceCame(() => 2);
  ends[0]?.();
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  expect(rests).toBe(false);
  ends[1]?.();
  await rest;
});

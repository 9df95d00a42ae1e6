import { expect, test, vi } from 'vitest';
import { Checkpoints } from '../../../src/engine/checkpoints';

const pace = { gapMs: 200, gapPerCost: 6, mostUnsavedBytes: 1000_000, mostUnsavedPieces: 6 };

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

/** A clock whose timers ring when the test says so. */
function pieceRig() {
  const ends: (() => void)[] = [];
  const timers: { readonly ms: number; readonly ring: () => void; isOff: boolean }[] = [];
  const clock = {
    wallTime: () => 0,
    uptime: () => 0,
    setTimer: (ms: number, ring: () => void) => {
      const timer = { ms, ring, isOff: false };
      timers.push(timer);
      return () => {
        timer.isOff = true;
      };
    },
  };
  const save = () => new Promise<void>((resolve) => ends.push(resolve));
  let mark = 0;
  let gone = 0;
  const checkpoints = new Checkpoints(clock, save, () => expect.unreachable(), pace);
  return {
    ...{ ends, timers, checkpoints },
    come: async (bytes = 1): Promise<void> => {
      mark += bytes;
      void checkpoints
        .pieceCame(() => mark)
        .then(() => {
          gone += 1;
        });
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    gone: () => gone,
    mark: () => mark,
  };
}

test('pieces share a checkpoint, which comes as soon as the pace allows', async () => {
  const { ends, timers, checkpoints, come, gone } = pieceRig();
  for (let at = 1; at < pace.mostUnsavedPieces; at += 1) await come();
  expect(gone()).toBe(5);
  expect(timers.map(({ ms }) => ms)).toEqual([pace.gapMs]);
  expect(ends).toHaveLength(0);
  timers[0]?.ring();
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  ends[0]?.();
  await checkpoints.settle();
  expect(timers).toHaveLength(1);
});

test('where so many are unsaved as may be lost it comes at once, and who comes waits for it', async () => {
  const { ends, timers, checkpoints, come, gone } = pieceRig();
  for (let at = 0; at < pace.mostUnsavedPieces; at += 1) await come();
  expect(gone()).toBe(5);
  // Nobody let the timer ring.
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  expect(timers.map(({ isOff }) => isOff)).toEqual([true]);
  ends[0]?.();
  await vi.waitFor(() => expect(gone()).toBe(6));
  await checkpoints.settle();
  await come();
  expect(gone()).toBe(7);
  expect(ends).toHaveLength(1);
});

test('a piece that a checkpoint of another reason has saved needs none of its own', async () => {
  const { ends, timers, checkpoints, come, gone, mark } = pieceRig();
  await come(pace.mostUnsavedBytes);
  await checkpoints.keepUp(mark());
  expect(ends).toHaveLength(1);
  ends[0]?.();
  timers[0]?.ring();
  await vi.waitFor(() => expect(gone()).toBe(1));
  expect(ends).toHaveLength(1);
});

test('at rest is who has saved what was told, not only what was begun; no pace is kept for that', async () => {
  const { ends, timers, checkpoints, come } = pieceRig();
  await come();
  timers[0]?.ring();
  let rests = false;
  const rest = checkpoints.settle().then(() => {
    rests = true;
  });
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  await come();
  ends[0]?.();
  // Nobody let the second timer ring.
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  expect(rests).toBe(false);
  ends[1]?.();
  await rest;
});

test('one that is asked for and fails says so to who asked, and to nobody else', async () => {
  const refused = () => Promise.reject(new Error('refused'));
  const clock = { wallTime: () => 0, uptime: () => 0, setTimer: () => () => undefined };
  let failures = 0;
  const checkpoints = new Checkpoints(clock, refused, () => failures++, pace);
  const piece = checkpoints.pieceCame(() => 1);
  await expect(checkpoints.now()).rejects.toThrow('refused');
  await piece;
  await checkpoints.settle();
  expect(failures).toBe(1);
});

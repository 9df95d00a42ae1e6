import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LaggingRows } from '../../../src/engine/lagging-rows';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const row = (number: number): Uint8Array => Uint8Array.of(number);

function rig() {
  const written: string[] = [];
  const rows = new LaggingRows(async (job, [number]) => {
    written.push(`${job} ${number}`);
  });
  return { rows, written };
}

test('of what comes during a rest the latest alone is written after it', async () => {
  const { rows, written } = rig();
  for (const number of [1, 2, 3]) rows.follow('one', row(number));
  rows.follow('other', row(1));
  await vi.advanceTimersByTimeAsync(100);
  expect(written).toEqual(['one 1', 'other 1']);
  await vi.advanceTimersByTimeAsync(200);
  expect(written).toEqual(['one 1', 'other 1', 'one 3']);
});

test('whoever writes the row itself does not wait for the rest, and nothing older comes after it', async () => {
  const { rows, written } = rig();
  rows.follow('one', row(1));
  await vi.advanceTimersByTimeAsync(0);
  rows.follow('one', row(2));
  await rows.settle('one');
  rows.follow('one', row(4));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual(['one 1', 'one 4']);
});

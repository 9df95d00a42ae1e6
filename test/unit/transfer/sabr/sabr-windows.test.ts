import { expect, test } from 'vitest';
import { advance, isBeyond, SabrWindows } from '../../../../src/transfer/sabr/sabr-windows';
import { SegmentLedger } from '../../../../src/transfer/sabr/segment-ledger';
import type { RunRecord } from '../../../../src/transfer/sabr/segment-record';

/** Ten minutes in segments of five seconds and a hundred bytes. */
const lastSegment = 120;
const run = (first: number, last: number): RunRecord => [
  ...([first, last, (first - 1) * 5_000, last * 5_000] as const),
  ...([100 * first, 100 * (last + 1)] as const),
];

function windowsOver(runs: readonly RunRecord[], statedMs: number | undefined = 600_000) {
  const ledger = new SegmentLedger({ initBytes: 100, lastSegment, runs });
  return { ledger, windows: new SabrWindows(ledger, statedMs) };
}

test('gaps are taken in their order, each once, and then the longest is cut', () => {
  const { windows } = windowsOver([run(1, 10), run(21, 30)]);
  expect(windows.take()).toMatchObject({ next: 11, positionMs: 50_000, end: 21, endMs: 100_000 });
  const open = windows.take();
  expect(open).toMatchObject({ next: 31, positionMs: 150_000, endMs: Infinity });
  const cut = windows.take();
  expect(cut).toMatchObject({ next: undefined, positionMs: 375_000, endMs: Infinity });
  expect(open).toMatchObject({ end: undefined, endMs: 375_000 });
});

test('windows that only touch a gap do not hold it', () => {
  const { windows } = windowsOver([run(1, 10), run(21, 30)]);
  const [first, second] = [windows.take(), windows.take()];
  if (!first || !second) throw new Error('Two gaps');
  windows.release(first);
  expect(windows.take()).toMatchObject({ next: 11 });
  windows.release(second);
  expect(windows.take()).toMatchObject({ next: 31 });
});

test('what an answer is about to bring is not shared', () => {
  const { windows } = windowsOver([]);
  const first = windows.take();
  if (!first) throw new Error('A gap');
  first.reachMs = 500_000;
  expect(windows.take()).toMatchObject({ positionMs: 550_000 });
});

test('what is too short is not cut', () => {
  const { windows } = windowsOver([run(1, 109)]);
  windows.take();
  expect(windows.take()).toBeUndefined();
});

test('a track of unknown length is cut once the server has said how long it is', () => {
  const { ledger, windows } = windowsOver([], undefined);
  const unstated = new SabrWindows(ledger, undefined);
  unstated.take();
  expect(unstated.take()).toBeUndefined();
  ledger.learn({ endMs: 600_000 });
  expect(unstated.take()).toMatchObject({ positionMs: 300_000 });
  expect(windows.take()).toBeDefined();
});

test('many windows share a track in even parts, none of them shorter than half a minute', () => {
  const { windows } = windowsOver([]);
  const taken = [];
  for (let window = windows.take(); window; window = windows.take()) taken.push(window);
  const starts = taken.map(({ positionMs }) => positionMs).sort((a, b) => a - b);
  const lengths = starts.map((start, at) => (starts[at + 1] ?? 600_000) - start);
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(30_000);
  expect(Math.max(...lengths)).toBeLessThan(60_000);
});

test('a window moves on over what is there, by number where it knows one', () => {
  const { ledger, windows } = windowsOver([run(2, 10)]);
  const first = windows.take();
  if (!first) throw new Error('A gap');
  // Time alone would say that the first segment is there: its gap is a rounding error long.
  advance(first, ledger);
  expect(first).toMatchObject({ next: 1, positionMs: 0 });
  ledger.add({ sequence: 1, startMs: 0, durationMs: 5_000, startByte: 100, bytes: 100 });
  advance(first, ledger);
  expect(first).toMatchObject({ next: 11, positionMs: 50_000 });
  const lost = { next: undefined, positionMs: 20_000, reachMs: 0, endMs: 70_000, end: undefined };
  advance(lost, ledger);
  expect(lost).toMatchObject({ next: 11, positionMs: 50_000, reachMs: 50_000 });
});

test('an end is a number where there is one, else a time', () => {
  const window = { next: 1, positionMs: 0, reachMs: 0, endMs: 5_000, end: 4 };
  expect(isBeyond(window, 3, 9_000)).toBe(false);
  expect(isBeyond(window, 4, 0)).toBe(true);
  expect(isBeyond({ ...window, end: undefined }, 3, 5_000)).toBe(true);
  expect(isBeyond({ ...window, end: undefined }, 9, 4_999)).toBe(false);
});

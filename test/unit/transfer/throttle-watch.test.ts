import { expect, test } from 'vitest';
import { ThrottleWatch } from '../../../src/transfer/throttle-watch';

const seconds = (count: number) => count * 1000;

function watchAfter(span: number, received: number, connections = 4): boolean {
  let now = 0;
  const watch = new ThrottleWatch(() => now, connections, 0);
  now = span;
  return watch.isThrottled(received);
}

test('50 KB/s on each of four connections is a trickle', () => {
  expect(watchAfter(seconds(10), 4 * 50_000 * 10)).toBe(true);
});

test('four connections at 1 MB/s are none', () => {
  expect(watchAfter(seconds(10), 4 * 1_000_000 * 10)).toBe(false);
});

test('a line that brings nothing at all is not the server’s doing', () => {
  expect(watchAfter(seconds(10), 0)).toBe(false);
});

test('before ten seconds nothing is said', () => {
  expect(watchAfter(seconds(9.9), 1000)).toBe(false);
});

test('each ten seconds count by themselves: a fast start hides no trickle', () => {
  let now = 0;
  const watch = new ThrottleWatch(() => now, 4, 0);
  now = seconds(10);
  expect(watch.isThrottled(500_000_000)).toBe(false);
  now = seconds(20);
  expect(watch.isThrottled(502_000_000)).toBe(true);
});

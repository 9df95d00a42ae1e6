import { expect, test } from 'vitest';
import { ThrottleWatch } from '../../../src/transfer/throttle-watch';

interface Stretch {
  readonly seconds: number;
  readonly connections: number;
  /** Over all connections. */
  readonly bytesPerSecond: number;
}

/** Whether throttling was seen, looked at four times a second. */
function seen(...stretches: readonly Stretch[]): boolean {
  let now = 0;
  let received = 0;
  let found = false;
  const watch = new ThrottleWatch(() => now, 0);
  for (const { seconds, connections, bytesPerSecond } of stretches) {
    for (let tick = 0; tick < seconds * 4; tick += 1) {
      now += 250;
      received += bytesPerSecond / 4;
      found ||= watch.isThrottled(received, connections);
    }
  }
  return found;
}

const trickle = 50_000;

test.each([1, 2, 4, 6])('50 KB/s on each of %i connections is a trickle', (connections) => {
  expect(seen({ seconds: 10, connections, bytesPerSecond: connections * trickle })).toBe(true);
});

test('four connections at 1 MB/s are none', () => {
  expect(seen({ seconds: 30, connections: 4, bytesPerSecond: 4_000_000 })).toBe(false);
});

test('a line that brings nothing at all is not the server’s doing', () => {
  expect(seen({ seconds: 30, connections: 4, bytesPerSecond: 0 })).toBe(false);
});

test('before ten seconds nothing is said', () => {
  expect(seen({ seconds: 9.75, connections: 4, bytesPerSecond: trickle })).toBe(false);
});

test('each ten seconds count by themselves: a fast start hides no trickle', () => {
  const fast = { seconds: 10, connections: 4, bytesPerSecond: 50_000_000 };
  expect(seen(fast)).toBe(false);
  expect(seen(fast, { seconds: 10, connections: 4, bytesPerSecond: 4 * trickle })).toBe(true);
});

test('one connection at 200 KB/s is none, though four might be open: another job holds them, or this is the last range', () => {
  expect(seen({ seconds: 30, connections: 1, bytesPerSecond: 200_000 })).toBe(false);
});

test('a job that waited for its connection most of the time is not judged', () => {
  const waiting = { seconds: 8, connections: 0, bytesPerSecond: 0 };
  expect(seen(waiting, { seconds: 2, connections: 1, bytesPerSecond: trickle })).toBe(false);
});

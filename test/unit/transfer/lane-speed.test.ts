import { expect, test } from 'vitest';
import { LaneSpeed } from '../../../src/transfer/lane-speed';
import { HandClock } from './hand-clock';

function lane() {
  const clock = new HandClock();
  const speed = new LaneSpeed(clock.uptime);
  /** Pieces come every so often, for so long. */
  const receive = (ms: number, bytesPerSecond: number, everyMs = 50): void => {
    for (let at = 0; at < ms; at += everyMs) {
      speed.waits();
      clock.pass(everyMs);
      speed.got((bytesPerSecond * everyMs) / 1000);
    }
  };
  speed.asks();
  return { clock, speed, receive };
}

test('nothing is known at first', () => {
  const { speed, receive } = lane();
  expect(speed.read()).toEqual({ waitedMs: 0, requestMs: 0, isAnswered: false });
  receive(250, 1000);
  expect(speed.read().bytesPerSecond).toBeUndefined();
  receive(50, 1000);
  expect(speed.read().bytesPerSecond).toBeCloseTo(1000);
});

test('it is that of the last two seconds', () => {
  const { speed, receive } = lane();
  receive(10_000, 1_000_000);
  receive(2_200, 10_000);
  expect(speed.read().bytesPerSecond).toBeCloseTo(10_000, -2);
});

test('a wait that goes on counts: a lane that stands still is slow before the next byte', () => {
  const { clock, speed, receive } = lane();
  receive(5_000, 1_000_000);
  speed.waits();
  clock.pass(1_000);
  expect(speed.read().bytesPerSecond).toBeLessThan(700_000);
  clock.pass(1_500);
  expect(speed.read()).toMatchObject({ bytesPerSecond: 0, waitedMs: 7_500 });
});

test('also where all its bytes came in a moment', () => {
  const { clock, speed } = lane();
  for (let piece = 0; piece < 5; piece += 1) {
    speed.waits();
    clock.pass(1);
    speed.got(20_000);
  }
  speed.waits();
  clock.pass(2_000);
  expect(speed.read().bytesPerSecond).toBe(0);
});

test('while the lane is held back, by a limit or the disk, time does not run', () => {
  const { clock, speed, receive } = lane();
  for (let piece = 0; piece < 10; piece += 1) {
    receive(100, 1_000_000);
    clock.pass(5_000);
  }
  expect(speed.read()).toMatchObject({ waitedMs: 1_000 });
  expect(speed.read().bytesPerSecond).toBeCloseTo(1_000_000);
});

test('it goes on from request to request, until the connection is given up', () => {
  const { speed, receive } = lane();
  speed.answered();
  receive(2_000, 1000);
  speed.asks();
  receive(100, 1000);
  expect(speed.read()).toMatchObject({ waitedMs: 2_100, requestMs: 100, isAnswered: false });
  speed.forget();
  expect(speed.read()).toEqual({ waitedMs: 0, requestMs: 0, isAnswered: false });
});

import { describe, expect, it } from 'vitest';
import { type JudgedLane, SlowLanes, typicalSpeed } from '../../../src/transfer/slow-lanes';
import { HandClock } from './hand-clock';

const lane = (bytesPerSecond: number | undefined, more: Partial<Judged> = {}): Judged => {
  const { waitedMs = 10_000, requestMs = waitedMs, isAnswered = true, ...rest } = more;
  const speed = bytesPerSecond === undefined ? {} : { bytesPerSecond };
  const reading = { ...speed, waitedMs, requestMs, isAnswered };
  return { waitedMs, requestMs, isAnswered, reading, restBytes: 5_000_000, drops: 0, ...rest };
};

interface Judged extends JudgedLane {
  readonly waitedMs: number;
  readonly requestMs: number;
  readonly isAnswered: boolean;
}

const find = (lanes: readonly Judged[], share = 0.25): number => {
  const found = new SlowLanes(new HandClock().uptime, share).find(lanes);
  return found ? lanes.indexOf(found) : -1;
};

const fast = lane(4_000_000);

describe('a slow lane', () => {
  it('gets less than the share of what the others get', () => {
    expect(find([fast, fast, lane(990_000), fast])).toBe(2);
    expect(find([fast, fast, lane(1_010_000), fast])).toBe(-1);
    expect(find([fast, fast, lane(1_010_000), fast], 0.5)).toBe(2);
  });

  it('is the slowest of several', () => {
    expect(find([fast, lane(400_000), fast, lane(100_000), fast])).toBe(3);
  });

  it('may bring nothing at all', () => {
    expect(find([fast, lane(0), fast])).toBe(1);
  });

  it('is none where all are slow, or there is no other', () => {
    expect(find([lane(5_000), lane(6_000), lane(4_000)])).toBe(-1);
    expect(find([lane(5_000)])).toBe(-1);
    expect(find([])).toBe(-1);
    expect(find([lane(0), lane(0)])).toBe(-1);
  });

  it('is none where a single one is fast: what most get is what can be had', () => {
    expect(find([lane(20_000_000), lane(1_000_000), lane(1_100_000), lane(900_000)])).toBe(-1);
  });

  it('was given three seconds, twice as many each time that it was dropped', () => {
    expect(find([fast, fast, lane(0, { waitedMs: 2_999 })])).toBe(-1);
    expect(find([fast, fast, lane(0, { waitedMs: 3_000 })])).toBe(2);
    expect(find([fast, fast, lane(0, { waitedMs: 11_999, drops: 2 })])).toBe(-1);
    expect(find([fast, fast, lane(0, { waitedMs: 12_000, drops: 2 })])).toBe(2);
  });

  it('may think for five seconds before it answers, however old its connection is', () => {
    const silent = { isAnswered: false, waitedMs: 60_000 };
    expect(find([fast, fast, lane(0, { ...silent, requestMs: 4_900 })])).toBe(-1);
    expect(find([fast, fast, lane(0, { ...silent, requestMs: 5_000 })])).toBe(2);
  });

  it('has more to fetch than it would in two seconds', () => {
    expect(find([fast, fast, lane(500_000, { restBytes: 900_000 })])).toBe(-1);
    expect(find([fast, fast, lane(500_000, { restBytes: 1_100_000 })])).toBe(2);
  });

  it('is not judged while its speed is unknown', () => {
    expect(find([fast, fast, lane(undefined)])).toBe(-1);
  });

  it('is none with a share of 0', () => {
    expect(find([fast, fast, lane(0)], 0)).toBe(-1);
  });
});

it('after a drop there is a rest', () => {
  const clock = new HandClock();
  const slow = new SlowLanes(clock.uptime, 0.25);
  const lanes = [fast, fast, fast, lane(1), lane(2)];
  expect(slow.find(lanes)).toBe(lanes[3]);
  clock.pass(999);
  expect(slow.find(lanes)).toBeUndefined();
  clock.pass(1);
  expect(slow.find(lanes)).toBe(lanes[3]);
});

it('a lane that is slow on every connection is dropped ever more seldom', () => {
  const clock = new HandClock();
  const slow = new SlowLanes(clock.uptime, 0.25);
  let drops = 0;
  let openedAt = 0;
  for (; clock.uptime() < 3_600_000; clock.pass(500)) {
    const waitedMs = clock.uptime() - openedAt;
    if (!slow.find([fast, fast, lane(400_000, { waitedMs, drops })])) continue;
    drops += 1;
    openedAt = clock.uptime();
  }
  // Once in a minute and a half at last.
  expect(drops).toBeGreaterThan(30);
  expect(drops).toBeLessThan(45);
});

it('the usual speed is the middle one of those that are known', () => {
  expect(typicalSpeed([fast, lane(1), lane(2), lane(undefined)])).toBe(2);
  expect(typicalSpeed([lane(undefined)])).toBeUndefined();
});

import { describe, expect, it } from 'vitest';
import { type LengthAsk, leastRangeBytes, rangeLength } from '../../../src/transfer/range-length';
import { maxRangeBytes } from '../../../src/transfer/range-plan';

const mebi = 1024 * 1024;
const length = (ask: Partial<LengthAsk>): number =>
  rangeLength({ freeBytes: 1000 * mebi, lanes: 6, mostBytes: maxRangeBytes, ...ask });

/** All ranges of a file, in order, as lanes of one speed would take them. */
function ranges(totalBytes: number, lanes: number): number[] {
  const all: number[] = [];
  for (let free = totalBytes; free > 0; ) {
    const next = Math.min(free, length({ freeBytes: free, lanes }));
    all.push(next);
    free -= next;
  }
  return all;
}

describe('how long a range is', () => {
  it('as long as the server likes, while there is much', () => {
    expect(length({})).toBe(10 * mebi);
    expect(length({ mostBytes: 5 * mebi })).toBe(5 * mebi);
  });

  it('shorter and shorter towards the end, so that lanes end together', () => {
    const all = ranges(331_000_000, 6);
    // But for the last one, which may take up what would be too little by itself.
    const falling = all.slice(0, -1);
    expect(falling).toEqual(falling.toSorted((a, b) => b - a));
    expect(Math.max(...all.slice(-6))).toBeLessThan(1.5 * mebi);
    // Most bytes still come in the longest ones.
    const long = all.filter((bytes) => bytes === 10 * mebi).length;
    expect(long * 10 * mebi).toBeGreaterThan(0.6 * 331_000_000);
    expect(all.length).toBeLessThan(65);
  });

  it('never so short that it is mostly round trips', () => {
    for (const total of [1, 100_000, 3_000_000, 50_000_001]) {
      const all = ranges(total, 6);
      expect(all.reduce((sum, bytes) => sum + bytes, 0)).toBe(total);
      expect(Math.min(...all)).toBeGreaterThanOrEqual(Math.min(total, leastRangeBytes / 2));
      expect(Math.max(...all)).toBeLessThanOrEqual(10 * mebi);
    }
  });

  it('longer where the lane is fast, or the server far: a range is worth its round trip', () => {
    const last = { freeBytes: 9 * mebi };
    expect(length({ ...last, speed: 4_000_000 })).toBe(leastRangeBytes);
    expect(length({ ...last, speed: 40_000_000 })).toBe(4_000_000);
    expect(length({ ...last, speed: 4_000_000, startMs: 300 })).toBe(3_600_000);
    expect(length({ ...last, freeBytes: 100 * mebi, speed: 10 ** 9 })).toBe(10 * mebi);
  });

  it('short on probation', () => {
    expect(length({ isOnProbation: true })).toBe(leastRangeBytes);
  });

  it('a matter of seconds where we hold the speed down ourselves: what is sent ahead is one range', () => {
    expect(length({ limit: 6_000_000 })).toBe(2_000_000);
    expect(length({ limit: 50_000 })).toBe(64 * 1024);
    expect(length({ limit: 10 ** 9 })).toBe(10 * mebi);
    expect(length({ limit: 0 })).toBe(10 * mebi);
  });
});

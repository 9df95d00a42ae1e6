import { describe, expect, it } from 'vitest';
import { type CutCandidate, chooseCut, inFlightBytes } from '../../../src/transfer/choose-cut';
import { LossBudget } from '../../../src/transfer/loss-budget';

const range = (done: number, end: number, bytesPerSecond: number): CutCandidate => ({
  done,
  end,
  bytesPerSecond,
});
const taker = { bytesPerSecond: 1_000_000, startSeconds: 0 };
const always = (): boolean => true;

describe('the last ranges', () => {
  it('are shared so that both lanes end together', () => {
    const alike = range(0, 8_000_000, 1_000_000);
    expect(chooseCut([alike], taker, always)).toEqual({ from: alike, at: 4_000_000 });
    const slow = range(1_000_000, 9_000_000, 250_000);
    // A fifth stays where it is: 1.6 MB at 250 KB/s take as long as 6.4 MB at 1 MB/s.
    expect(chooseCut([slow], taker, always)).toEqual({ from: slow, at: 2_600_000 });
  });

  it('with the time that a request takes to be answered', () => {
    const one = range(0, 8_000_000, 1_000_000);
    expect(chooseCut([one], { ...taker, startSeconds: 2 }, always)).toEqual({
      from: one,
      at: 5_000_000,
    });
  });

  it('are taken from whoever would end last', () => {
    const candidates = [
      range(0, 5_000_000, 1_000_000),
      range(0, 3_000_000, 300_000),
      range(0, 9_000_000, 2_000_000),
    ];
    expect(chooseCut(candidates, taker, always)?.from).toBe(candidates[1]);
  });

  it('are taken whole from one that stands still, however little it is', () => {
    const stuck = range(500, 900, 0);
    expect(chooseCut([range(0, 10 ** 8, 1_000_000), stuck], taker, always)).toEqual({
      from: stuck,
      at: 500,
    });
  });

  it('are taken whole where next to nothing would be left', () => {
    const drip = range(0, 8_000_000, 1_000);
    expect(chooseCut([drip], taker, always)).toEqual({ from: drip, at: 0 });
  });

  it('are left alone where it gains less than a connection costs', () => {
    expect(chooseCut([range(0, 500_000, 1_000_000)], taker, always)).toBeUndefined();
    expect(chooseCut([range(0, 600_000, 1_000_000)], taker, always)).toBeDefined();
    // Little, but it would take a minute.
    expect(chooseCut([range(0, 60_000, 1_000)], taker, always)).toBeDefined();
    expect(chooseCut([range(0, 60_000, 30_000)], taker, always)).toBeUndefined();
    expect(chooseCut([range(0, 500_000, 100_000)], { ...taker, startSeconds: 5 }, always)).toBe(
      undefined,
    );
    expect(chooseCut([], taker, always)).toBeUndefined();
    expect(chooseCut([range(0, 8_000_000, 1)], { ...taker, bytesPerSecond: 0 }, always)).toBe(
      undefined,
    );
  });

  it('are left alone where too much would be in flight', () => {
    const budget = new LossBudget(() => 10_000_000);
    const allows = (bytes: number): boolean => budget.allows(bytes);
    const one = range(0, 8_000_000, 1_000_000);
    expect(chooseCut([one], taker, allows)).toBeDefined();
    budget.spend(inFlightBytes(1_000_000));
    expect(chooseCut([one], taker, allows)).toBeUndefined();
    // What stands still has nothing in flight.
    expect(chooseCut([range(0, 8_000_000, 0)], taker, allows)).toBeDefined();
  });
});

it('three in a hundred of a file may be lost, and nothing of one of unknown length', () => {
  const budget = new LossBudget(() => 1000);
  budget.spend(20);
  expect([budget.allows(10), budget.allows(11)]).toEqual([true, false]);
  const unknown = new LossBudget(() => undefined);
  expect([unknown.allows(0), unknown.allows(1)]).toEqual([true, false]);
});

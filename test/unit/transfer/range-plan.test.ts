import { describe, expect, it } from 'vitest';
import { type Block, maxRangeBytes, RangePlan } from '../../../src/transfer/range-plan';
import { noise } from './rig';

const mebi = 1024 * 1024;

function takeAll(plan: RangePlan): [number, number][] {
  const ranges: [number, number][] = [];
  for (let block = plan.take(); block; block = plan.take()) ranges.push([block.done, block.end]);
  return ranges;
}

const cutOff = (plan: RangePlan, block: Block | undefined, kept: number): Block | undefined =>
  block && plan.cut(block, block.done + kept);

/** The stretches cover a file of so many bytes, and no byte twice. */
function expectOnce(stretches: readonly (readonly [number, number])[], bytes: number): void {
  let reached = 0;
  for (const [start, end] of stretches.toSorted(([a], [b]) => a - b)) {
    if (start === end) continue;
    expect(start).toBe(reached);
    reached = end;
  }
  expect(reached).toBe(bytes);
}

describe('a plan of ranges', () => {
  it('cuts a file into ranges that the server does not throttle, the last takes the rest', () => {
    expect(takeAll(new RangePlan(25 * mebi))).toEqual([
      [0, 10 * mebi],
      [10 * mebi, 20 * mebi],
      [20 * mebi, 25 * mebi],
    ]);
    expect(maxRangeBytes).toBe(10 * mebi);
  });

  it('probes at the front while the total is unknown, then plans the rest', () => {
    const plan = new RangePlan(undefined, [], 100);
    expect(takeAll(plan)).toEqual([[0, 100]]);
    expect(plan.isComplete).toBe(false);
    plan.learnTotal(250);
    expect(takeAll(plan)).toEqual([
      [100, 200],
      [200, 250],
    ]);
  });

  it('shortens the probe to a file that ends before it', () => {
    const plan = new RangePlan(undefined, [], 100);
    const probe = plan.take();
    plan.learnTotal(30);
    expect(probe).toEqual({ start: 0, done: 0, end: 30 });
    expect(plan.take()).toBeUndefined();
  });

  it.each([
    { total: 30, rest: [] },
    { total: 60, rest: [[40, 60]] },
    {
      total: 250,
      rest: [
        [40, 100],
        [100, 200],
        [200, 250],
      ],
    },
  ])(
    'plans no byte twice, and none beyond the end, after a short probe of $total',
    ({ total, rest }) => {
      const plan = new RangePlan(undefined, [], 100);
      const probe = plan.take(40);
      plan.learnTotal(total);
      expect(probe?.end).toBe(Math.min(40, total));
      expect(takeAll(plan)).toEqual(rest);
    },
  );

  it('gives a released block out again, from where it stands', () => {
    const plan = new RangePlan(200, [], 100);
    const block = plan.take();
    if (!block) throw new Error('nothing to take');
    block.done = 40;
    plan.release(block);
    expect(plan.take()).toBe(block);
    expect(plan.received).toBe(40);
  });

  it('takes shorter ranges where they are asked for, never longer ones', () => {
    const plan = new RangePlan(1000, [], 100);
    const lengths = [30, 100, 500].map((most) => plan.take(most)).map((block) => block?.end);
    expect(lengths).toEqual([30, 130, 230]);
    expect(plan.freeBytes).toBe(770);
  });

  it('cuts the rest of a range off for another, who gives it back as well', () => {
    const plan = new RangePlan(100, [], 100);
    const block = plan.take();
    if (!block) throw new Error('nothing to take');
    block.done = 20;
    const rest = plan.cut(block, 60);
    expect([block.end, rest]).toEqual([60, { start: 60, done: 60, end: 100 }]);
    expect(plan.take()).toBeUndefined();
    expect(plan.records()).toEqual([
      [0, 20, 60],
      [60, 60, 100],
    ]);
    block.done = 60;
    plan.release(block);
    if (!rest) throw new Error('nothing was cut off');
    rest.done = 100;
    plan.release(rest);
    expect(plan.records()).toEqual([[0, 100, 100]]);
    expect(plan.isComplete).toBe(true);
  });

  it('never cuts off what is on disk, and nothing where nothing is left', () => {
    const plan = new RangePlan(100, [], 100);
    const block = plan.take();
    if (!block) throw new Error('nothing to take');
    block.done = 40;
    expect(plan.cut(block, 100)).toBeUndefined();
    expect(plan.cut(block, 10)).toEqual({ start: 40, done: 40, end: 100 });
    expect([block.done, block.end]).toEqual([40, 40]);
    expect(plan.received).toBe(40);
  });

  it('records neighbours of a kind as one, and takes its own records up again', () => {
    const plan = new RangePlan(1000, [], 100);
    const blocks = [plan.take(), plan.take(), plan.take()];
    for (const [at, done] of [100, 200, 230].entries()) {
      const block = blocks[at];
      if (block) block.done = done;
    }
    const records = plan.records();
    expect(records).toEqual([
      [0, 200, 200],
      [200, 230, 300],
      [300, 300, 1000],
    ]);
    const resumed = new RangePlan(1000, records, 100);
    expect(resumed.received).toBe(230);
    expect(takeAll(resumed)[0]).toEqual([230, 300]);
    expect(takeAll(new RangePlan(1000, records, 100))).toHaveLength(8);
  });

  it('costs as much as is fetched at once, whatever total is stated', () => {
    const plan = new RangePlan(Number.MAX_SAFE_INTEGER);
    const lanes = [plan.take(), plan.take(), plan.take(), plan.take()];
    expect(lanes.map((block) => block?.start)).toEqual([0, 10 * mebi, 20 * mebi, 30 * mebi]);
    for (const block of [lanes[2], lanes[0], lanes[1]]) {
      if (!block) throw new Error('nothing to take');
      block.done = block.end;
      plan.release(block);
    }
    expect(plan.records()).toEqual([
      [0, 30 * mebi, 30 * mebi],
      [30 * mebi, 30 * mebi, Number.MAX_SAFE_INTEGER],
    ]);
    expect(plan.take()?.start).toBe(40 * mebi);
  });

  it('whatever the order in which ranges end, break off, are cut and taken again, each byte is taken once', () => {
    const dice = noise(4000, 7);
    const plan = new RangePlan(
      10_000,
      [
        [0, 1234, 4000],
        [4000, 4000, 10_000],
      ],
      100,
    );
    const held: Block[] = [];
    const fetched: [number, number][] = [[0, 1234]];
    for (let at = 0; !plan.isComplete; at += 2) {
      const [which = 0, share = 0] = dice.subarray(at % 4000);
      const next = held.length < 4 ? plan.take(1 + (which >> 1)) : undefined;
      if (next) held.push(next);
      const rest =
        which % 3 === 0 ? cutOff(plan, held[share % held.length], share >> 3) : undefined;
      if (rest) held.push(rest);
      const [block] = held.splice(which % held.length, 1);
      if (!block) throw new Error('nothing is held');
      const until = share < 80 ? block.end : Math.min(block.end, block.done + (share >> 2));
      fetched.push([block.done, until]);
      block.done = until;
      plan.release(block);
    }
    expectOnce(fetched, 10_000);
    expect(plan.records()).toEqual([[0, 10_000, 10_000]]);
  });

  it.each([
    [
      'a gap',
      [
        [0, 10, 10],
        [20, 20, 100],
      ],
    ],
    [
      'an overlap',
      [
        [0, 10, 60],
        [50, 50, 100],
      ],
    ],
    [
      'an end before the start',
      [
        [0, 0, -5],
        [-5, 0, 100],
      ],
    ],
    ['more done than there is', [[0, 200, 100]]],
    ['another total', [[0, 10, 90]]],
    ['nothing', []],
  ] as [string, [number, number, number][]][])('starts anew from records with %s', (_, records) => {
    const plan = new RangePlan(100, records);
    expect(plan.received).toBe(0);
    expect(takeAll(plan)).toEqual([[0, 100]]);
  });
});

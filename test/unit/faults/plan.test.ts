import { expect, test } from 'vitest';
import { shortChambers } from '../../commands/test-steps';
import { browserFaults } from '../../faults/browser-faults';
import { faultKinds, strikingTime } from '../../faults/fault';
import { journalFaults } from '../../faults/journal-faults';
import { networkFaults } from '../../faults/network-faults';
import { kills, planOf, planText } from '../../faults/plan';
import { siteFaults } from '../../faults/site-faults';
import { storageFaults } from '../../faults/storage-faults';

const seeds = Array.from({ length: 200 }, (_, at) => at + 1);
const plans = seeds.map(planOf);
const kindsOf = ({ events }: (typeof plans)[number]) => events.map(({ fault }) => fault.kind);

test('a seed is a plan, the same each time, and another seed is another', () => {
  expect(seeds.map(planOf)).toEqual(plans);
  expect(new Set(plans.map(planText)).size).toBe(plans.length);
});

test('a plan is data: what was printed can be read again', () => {
  expect(JSON.parse(JSON.stringify(plans))).toEqual(plans);
});

test('each block of as many seeds as there are kinds holds every kind', () => {
  for (const block of [0, 1, 7]) {
    const row = faultKinds.map((_, at) => planOf(block * faultKinds.length + at));
    expect(new Set(row.flatMap(kindsOf))).toEqual(new Set(faultKinds));
  }
});

test('in 200 seeds each kind strikes at least five times, and beside at least four others', () => {
  for (const kind of faultKinds) {
    const withIt = plans.map(kindsOf).filter((kinds) => kinds.includes(kind));
    expect(withIt.length, kind).toBeGreaterThanOrEqual(5);
    const others = new Set(withIt.flat().filter((other) => other !== kind));
    expect(others.size, `beside ${kind}`).toBeGreaterThanOrEqual(4);
  }
});

test('a plan has one to four faults of different kinds, in order, each when it can strike', () => {
  for (const { seed, events } of plans) {
    expect(events.length, `seed ${seed}`).toBeGreaterThanOrEqual(1);
    expect(events.length, `seed ${seed}`).toBeLessThanOrEqual(4);
    expect(new Set(events.map(({ fault }) => fault.kind)).size).toBe(events.length);
    expect(events.map(({ at }) => at)).toEqual(
      events.map(({ at }) => at).toSorted((a, b) => a - b),
    );
    for (const { at, fault } of events) {
      const [from, to] = strikingTime(fault.kind);
      expect(at === 100 || (at >= from && at <= to), `${fault.kind} at ${at}`).toBe(true);
    }
  }
});

test('files served as they are, files put together, large ones and a small disk all come up', () => {
  const scenes = plans.map(({ scene }) => scene);
  expect(scenes.filter(({ itags }) => itags.length === 1).length).toBeGreaterThan(20);
  expect(scenes.filter(({ itags }) => itags.length === 2).length).toBeGreaterThan(80);
  expect(scenes.filter(({ videoId }) => videoId === 'river47mbyt').length).toBeGreaterThan(10);
  expect(scenes.filter(({ smallDisk }) => smallDisk).length).toBeGreaterThan(1);
});

test('the short chambers have what the long one has: every family, and each of them a kill', () => {
  const chambers = shortChambers.map(({ from, seeds: count }) =>
    seeds
      .slice(from - 1, from - 1 + count)
      .map(planOf)
      .flatMap(kindsOf),
  );
  for (const kinds of chambers) expect(kinds.filter((kind) => kills.has(kind))).not.toEqual([]);
  const all: ReadonlySet<string> = new Set(chambers.flat());
  expect(all.size).toBeGreaterThanOrEqual(15);
  const families = [siteFaults, networkFaults, browserFaults, storageFaults, journalFaults];
  for (const family of families) {
    expect(Object.keys(family).filter((kind) => all.has(kind))).not.toEqual([]);
  }
});

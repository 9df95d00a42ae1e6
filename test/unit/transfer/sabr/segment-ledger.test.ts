import { expect, test } from 'vitest';
import { type Segment, SegmentLedger } from '../../../../src/transfer/sabr/segment-ledger';
import type { SegmentRecord } from '../../../../src/transfer/sabr/segment-record';
import { Seeded } from '../../../site/players/seeded';

const initBytes = 100;
/** Ten bytes and a second each. */
const segment = (sequence: number, more: Partial<Segment> = {}): Segment => ({
  ...{ sequence, startMs: (sequence - 1) * 1000, durationMs: 1000, bytes: 10 },
  startByte: initBytes + (sequence - 1) * 10,
  ...more,
});

function ledgerWith(...sequences: readonly number[]): SegmentLedger {
  const ledger = new SegmentLedger();
  ledger.learn({ lastSegment: 20 });
  ledger.addInit(initBytes);
  for (const sequence of sequences) ledger.add(segment(sequence));
  return ledger;
}

const bounds = (ledger: SegmentLedger) => ledger.runs.map(({ first, last }) => [first, last]);
const through = (record: SegmentRecord): SegmentRecord => JSON.parse(JSON.stringify(record));

test.each(Array.from({ length: 30 }, (_, at) => at))(
  'segments in any order come to one run (%i)',
  (seed) => {
    const random = new Seeded(seed);
    const order = random.shuffle(Array.from({ length: 20 }, (_, at) => at + 1));
    const ledger = ledgerWith();
    const known = new Set<number>();
    for (const sequence of order) {
      expect(ledger.isComplete).toBe(false);
      ledger.add(segment(sequence));
      known.add(sequence);
      const missing = Array.from({ length: 20 }, (_, at) => at + 1).filter(
        (one) => !known.has(one),
      );
      expect(missing.some((one) => ledger.has(one))).toBe(false);
      expect(ledger.received).toBe(initBytes + known.size * 10);
      const inGaps = ledger
        .gaps()
        .flatMap(({ first, end }) => missing.filter((one) => first <= one && one < end));
      expect(inGaps).toEqual(missing);
    }
    expect(ledger.isComplete).toBe(true);
    expect(ledger.gaps()).toEqual([]);
    expect(ledger.contiguousMs).toBe(20_000);
  },
);

test('gaps lie between runs, and after the last one', () => {
  expect(ledgerWith(2, 3, 7).gaps()).toEqual([
    { first: 1, end: 2, startMs: 0, endMs: 1000 },
    { first: 4, end: 7, startMs: 3000, endMs: 6000 },
    { first: 8, end: Infinity, startMs: 7000, endMs: Infinity },
  ]);
});

test('it is not complete without its beginning, or without a word of its end', () => {
  const ledger = new SegmentLedger();
  for (let sequence = 1; sequence <= 20; sequence += 1) ledger.add(segment(sequence));
  expect(ledger.isComplete).toBe(false);
  ledger.learn({ lastSegment: 20 });
  expect(ledger.isComplete).toBe(false);
  ledger.addInit(initBytes);
  expect(ledger.isComplete).toBe(true);
});

test('the record, through JSON, is the ledger', () => {
  const ledger = ledgerWith(1, 2, 3, 9, 10, 15);
  const again = new SegmentLedger(through(ledger.record()), 300);
  expect(again.record()).toEqual(ledger.record());
  expect(again.runs).toEqual(ledger.runs);
  expect(again.lastSegment).toBe(20);
});

const run = [1, 5, 0, 5000, 100, 150] as const;
test.each<[string, SegmentRecord]>([
  ['runs that overlap', { initBytes, runs: [run, [5, 6, 5000, 6000, 150, 160]] }],
  ['runs that touch', { initBytes, runs: [run, [6, 7, 5000, 6000, 150, 160]] }],
  ['bytes that overlap', { initBytes, runs: [run, [8, 9, 5000, 6000, 140, 160]] }],
  ['runs backwards', { initBytes, runs: [[8, 9, 5000, 6000, 170, 180], run] }],
  ['a run over the beginning', { initBytes, runs: [[1, 5, 0, 5000, 90, 150]] }],
  ['a run beyond the last', { initBytes, lastSegment: 4, runs: [run] }],
  ['a run beyond the file', { initBytes, runs: [[1, 5, 0, 5000, 100, 301]] }],
  ['numbers that are none', { initBytes, runs: [[1, Number.NaN, 0, 5000, 100, 150]] }],
])('a record with %s is dropped', (_name, record) => {
  expect(new SegmentLedger(record, 300).record()).toEqual({ runs: [], marks: [] });
});

test.each<[string, Partial<Segment> & { readonly sequence: number }]>([
  ['over its neighbour before', { sequence: 4, startByte: 129 }],
  ['apart from its neighbour before', { sequence: 4, startByte: 131 }],
  ['over its neighbour behind', { sequence: 9, bytes: 11 }],
  ['apart from its neighbour behind', { sequence: 9, bytes: 9 }],
  ['over a run elsewhere', { sequence: 6, startByte: 120 }],
  ['behind a run that it stands before', { sequence: 6, startByte: 400 }],
  ['beyond the last', { sequence: 21 }],
])('a segment %s is a contradiction, and changes nothing', (_name, { sequence, ...more }) => {
  const ledger = ledgerWith(1, 2, 3, 10, 11);
  const before = ledger.record();
  const changed = expect.objectContaining({ code: 'content-changed' });
  const lie = segment(sequence, more);
  expect(() => ledger.demandRoom(lie)).toThrow(changed);
  expect(() => ledger.add(lie)).toThrow(changed);
  expect(ledger.record()).toEqual(before);
});

test('the first segment begins where the beginning ends', () => {
  const ledger = ledgerWith();
  expect(() => ledger.add(segment(1, { startByte: 101 }))).toThrow();
  ledger.add(segment(1));
  expect(bounds(ledger)).toEqual([[1, 1]]);
  const headless = new SegmentLedger();
  headless.add(segment(1));
  expect(() => headless.addInit(initBytes + 1)).toThrow();
});

test('another end than before, or before what is there, is a contradiction', () => {
  expect(() => ledgerWith(1).learn({ lastSegment: 21 })).toThrow();
  const ledger = new SegmentLedger();
  ledger.add(segment(9));
  expect(() => ledger.learn({ lastSegment: 8 })).toThrow();
});

test('pieces here and there without an end are refused', () => {
  const ledger = new SegmentLedger();
  const scatter = () => {
    for (let sequence = 1; sequence < 2_000; sequence += 2) ledger.add(segment(sequence));
  };
  expect(scatter).toThrow(expect.objectContaining({ code: 'sabr-error' }));
  expect(ledger.runs.length).toBeLessThan(300);
});

test.each([0, 50, 99, 100, 105, 110, 155, 199, 200])(
  'of a file of %i bytes no more is trusted than lies in it',
  (fileBytes) => {
    const ledger = ledgerWith(1, 2, 3, 4, 5, 6, 7, 9, 10);
    ledger.trust(fileBytes);
    expect(ledger.hasInit).toBe(fileBytes >= initBytes);
    const last = ledger.runs.at(-1)?.endByte ?? 0;
    expect(last).toBeLessThanOrEqual(fileBytes);
    // Every segment has its mark while they are so few.
    expect(ledger.received).toBeGreaterThan(fileBytes >= 110 ? Math.min(fileBytes, 180) - 20 : -1);
    expect(new SegmentLedger(ledger.record()).record()).toEqual(ledger.record());
  },
);

test('a long track leaves a short record, which still knows where to cut', () => {
  const ledger = new SegmentLedger();
  ledger.addInit(initBytes);
  const count = 20_000;
  for (let sequence = 1; sequence <= count; sequence += 1) ledger.add(segment(sequence));
  const record = ledger.record();
  expect(JSON.stringify(record).length).toBeLessThan(3_000);
  const again = new SegmentLedger(through(record));
  const fileBytes = 150_000;
  again.trust(fileBytes);
  expect(again.received).toBeGreaterThan(fileBytes * 0.95);
  expect(again.runs).toHaveLength(1);
});

test('emptied, it knows nothing', () => {
  const ledger = ledgerWith(1, 2);
  ledger.empty();
  expect(ledger.record()).toEqual({ runs: [], marks: [] });
});

import { describe, expect, it } from 'vitest';
import { PartBytes } from '../../../src/engine/part-bytes';
import type { FetchedRecord } from '../../../src/jobs/part-record';
import type { Segment } from '../../../src/transfer/sabr/segment-ledger';

class SizedFile {
  constructor(public bytes: number) {}
  getSize = (): number => this.bytes;
  truncate(bytes: number): void {
    this.bytes = bytes;
  }
}

const segment = (sequence: number): Segment => ({
  sequence,
  startMs: (sequence - 1) * 5000,
  durationMs: 5000,
  startByte: 100 + (sequence - 1) * 300,
  bytes: 300,
});
/** A beginning of 100 bytes and three segments of 300: the first and the last one are there. */
const segments: FetchedRecord = {
  kind: 'segments',
  segments: {
    ...{ initBytes: 100, lastSegment: 3, endMs: 15_000 },
    runs: [
      [1, 1, 0, 5000, 100, 400],
      [3, 3, 10_000, 15_000, 700, 1000],
    ],
    marks: [],
  },
};

describe('what came as segments', () => {
  it('is kept when the rest comes by ranges', () => {
    const bytes = new PartBytes(new SizedFile(1000), 1000, segments);
    expect(bytes.received).toBe(700);
    const { plan } = bytes.ranges();
    expect(plan.take()).toMatchObject({ start: expect.any(Number), done: 400, end: 700 });
    expect(plan.take()).toBeUndefined();
    expect(bytes.record()).toMatchObject({ kind: 'ranges', ranges: { total: 1000 } });
    expect([bytes.received, bytes.total]).toEqual([700, 1000]);
  });

  it('without its beginning, is kept all the same', () => {
    const { initBytes: _, ...rest } = segments.kind === 'segments' ? segments.segments : {};
    const record = { kind: 'segments', segments: { runs: [], ...rest } } as const;
    const { plan } = new PartBytes(new SizedFile(1000), 1000, record).ranges();
    expect(plan.take()).toMatchObject({ done: 0, end: 100 });
  });

  it('is of no use to ranges where nobody has said how long the file is', () => {
    const bytes = new PartBytes(new SizedFile(1000), undefined, segments);
    expect(bytes.total).toBeUndefined();
    expect(bytes.ranges().plan.received).toBe(0);
  });

  it('is as long as it is once it is whole', () => {
    const file = new SizedFile(1000);
    const bytes = new PartBytes(file, undefined, segments);
    bytes.segments().add(segment(2));
    expect([bytes.isComplete, bytes.total]).toEqual([true, 1000]);
    bytes.demandLength();
    file.bytes = 999;
    expect(() => bytes.demandLength()).toThrow('not as long');
  });

  it('is missing again where the file cannot hold it', () => {
    const bytes = new PartBytes(new SizedFile(500), 1000, segments);
    expect(bytes.received).toBe(400);
  });
});

describe('what came as ranges', () => {
  const ranges: FetchedRecord = {
    kind: 'ranges',
    ranges: { total: 1000, blocks: [[0, 600, 1000]] },
  };

  it('begins anew as segments: nobody knows which ones it is', () => {
    const file = new SizedFile(1000);
    const bytes = new PartBytes(file, 1000, ranges);
    expect(bytes.segments().received).toBe(0);
    expect([bytes.received, file.bytes, bytes.total]).toEqual([0, 0, 1000]);
    expect(bytes.record().kind).toBe('segments');
  });

  it('stays as it is while nobody asks otherwise', () => {
    const bytes = new PartBytes(new SizedFile(1000), 1000, ranges);
    expect(bytes.ranges().plan.received).toBe(600);
    expect(bytes.record()).toEqual(ranges);
  });
});

describe('what came in one piece', () => {
  const record = (whole: object): FetchedRecord => ({
    kind: 'whole',
    whole: { bytes: 600, ...whole },
  });

  it('is whole as long as it is, and goes on in no other way', () => {
    const file = new SizedFile(600);
    const bytes = new PartBytes(file, undefined, record({ total: 700, isComplete: true }));
    expect([bytes.isComplete, bytes.total, bytes.received]).toEqual([true, 600, 600]);
    bytes.demandLength();
    expect(bytes.record()).toEqual(record({ total: 700, isComplete: true }));
    expect(bytes.ranges().plan.received).toBe(0);
    expect(file.bytes).toBe(0);
  });

  it('is missing again where the file cannot hold it', () => {
    const bytes = new PartBytes(new SizedFile(500), undefined, record({ isComplete: true }));
    expect([bytes.isComplete, bytes.total, bytes.received]).toEqual([false, undefined, 500]);
  });

  it('keeps nothing of what came as ranges', () => {
    const file = new SizedFile(1000);
    const ranges = { total: 1000, blocks: [[0, 600, 1000]] } as const;
    const bytes = new PartBytes(file, undefined, { kind: 'ranges', ranges });
    expect([bytes.whole().received, file.bytes]).toEqual([0, 0]);
    expect(bytes.whole()).toBe(bytes.whole());
  });

  it('of another length than the format states is no file', () => {
    const bytes = new PartBytes(new SizedFile(600), 601, record({ isComplete: true }));
    expect(() => bytes.demandLength()).toThrow('not as long');
  });
});

import { describe, expect, it } from 'vitest';
import { trimmedLedger } from '../../../src/engine/trusted-ledger';
import { FileLedger, type LedgerRecord } from '../../../src/transfer/file-ledger';

const record: LedgerRecord = {
  total: 1000,
  etag: '"a"',
  blocks: [
    [0, 300, 300],
    [300, 350, 500],
    [500, 700, 1000],
  ],
};
const blocksAt = (fileBytes: number) => trimmedLedger(record, fileBytes).blocks;

describe('a ledger whose file is shorter than it says', () => {
  it('loses only what lies beyond the end', () => {
    expect(blocksAt(600)).toEqual([
      [0, 300, 300],
      [300, 350, 500],
      [500, 600, 1000],
    ]);
    expect(blocksAt(320)).toEqual([
      [0, 300, 300],
      [300, 320, 500],
      [500, 500, 1000],
    ]);
    expect(blocksAt(100)).toEqual([
      [0, 100, 300],
      [300, 300, 500],
      [500, 500, 1000],
    ]);
  });

  it('loses all with its file, but not what it knows of the content', () => {
    const lost = trimmedLedger(record, 0);
    expect(lost).toMatchObject({ total: 1000, etag: '"a"' });
    expect(new FileLedger(1000, lost).plan.received).toBe(0);
  });

  it('never says more than the file holds, and is still one that a plan takes up', () => {
    for (let fileBytes = 0; fileBytes <= 1000; fileBytes += 1) {
      const trimmed = trimmedLedger(record, fileBytes);
      const reach = Math.max(...trimmed.blocks.map(([start, done]) => (done > start ? done : 0)));
      expect(reach).toBeLessThanOrEqual(fileBytes);
      const { plan } = new FileLedger(1000, trimmed);
      const on = trimmed.blocks.reduce((sum, [start, done]) => sum + done - start, 0);
      expect(plan.received).toBe(on);
    }
  });
});

it('a ledger whose file is long enough is left as it is', () => {
  expect(trimmedLedger(record, 700)).toBe(record);
  expect(trimmedLedger(record, 5000)).toBe(record);
});

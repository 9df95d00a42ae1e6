import { expect, test } from 'vitest';
import { FileLedger } from '../../../src/transfer/file-ledger';
import { needsProof, specimenOf } from '../../../src/transfer/prove-host';

test('what is compared lies at the end of the longest stretch on disk', () => {
  expect(
    specimenOf([
      [0, 5_000, 5_000],
      [5_000, 5_000, 60_000],
      [60_000, 90_000, 100_000],
    ]),
  ).toEqual({ start: 90_000 - 16 * 1024, end: 90_000 });
  expect(specimenOf([[0, 300, 1000]])).toEqual({ start: 0, end: 300 });
  expect(specimenOf([])).toEqual({ start: 0, end: 0 });
});

test('whoever is not known to hold what is on disk has to prove it', () => {
  const host = { url: '', name: 'a', isFirst: true, isProven: false, closedLanes: 0 };
  const blocks = [[0, 60, 100]] as const;
  const fresh = new FileLedger();
  expect(needsProof(host, fresh)).toBe(false);
  expect(needsProof({ ...host, isFirst: false }, fresh)).toBe(false);
  const of = (name?: string) =>
    new FileLedger(100, { total: 100, ...(name ? { host: name } : {}), blocks });
  expect(needsProof(host, of('a'))).toBe(false);
  expect(needsProof(host, of('b'))).toBe(true);
  expect(needsProof({ ...host, isProven: true }, of('b'))).toBe(false);
  // An old record does not say whose bytes they are: the first address is taken at its word.
  expect(needsProof(host, of())).toBe(false);
  expect(needsProof({ ...host, isFirst: false }, of())).toBe(true);
});

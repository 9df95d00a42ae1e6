import { expect, test } from 'vitest';
import { FileLedger } from '../../../src/transfer/file-ledger';
import { needsProof, specimenOf, specimensOf } from '../../../src/transfer/prove-host';

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

test('what calls itself another content is looked at in three places, none of them twice', () => {
  const size = 16 * 1024;
  expect(
    specimensOf([
      [0, 50_000, 50_000],
      [50_000, 100_000, 150_000],
      [150_000, 151_000, 151_000],
      [151_000, 155_000, 300_000],
    ]),
  ).toEqual([
    { start: 150_000, end: 155_000 },
    { start: (100_000 - size) / 2, end: (100_000 + size) / 2 },
    { start: 0, end: size },
  ]);
  expect(specimensOf([[0, 20_000, 90_000]])).toEqual([{ start: 20_000 - size, end: 20_000 }]);
  expect(specimensOf([[0, 300, 1000]])).toEqual([]);
  expect(specimensOf([])).toEqual([]);
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

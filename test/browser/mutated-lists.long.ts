import { expect, test } from 'vitest';
import { mutatedLists } from '../unit/extract/streams/mutated-lists';

test('100,000 damaged playlists and manifests: a code or a list, in no time', () => {
  const { lists, codes, slowestMs } = mutatedLists(100_000, 2);
  expect(lists).toBeGreaterThan(5_000);
  expect(codes).toBeGreaterThan(25_000);
  expect(slowestMs).toBeLessThan(2_000);
});

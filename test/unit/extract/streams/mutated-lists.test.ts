import { expect, test } from 'vitest';
import { mutatedLists } from './mutated-lists';

test('2,000 damaged playlists and manifests: a code or a list, in no time', () => {
  const { lists, codes, slowestMs } = mutatedLists(2_000, 1);
  expect(lists).toBeGreaterThan(100);
  expect(codes).toBeGreaterThan(500);
  expect(slowestMs).toBeLessThan(1_000);
});

import { expect, test } from 'vitest';
import { mutatedPages } from './mutated-pages';

test('2,000 pages that mean harm: a code or a list, in no time', () => {
  const { lists, codes, slowestMs } = mutatedPages(2_000, 3);
  expect(Math.min(lists, codes)).toBeGreaterThan(200);
  expect(slowestMs).toBeLessThan(1_000);
});

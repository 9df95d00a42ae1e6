import { expect, test } from 'vitest';
import { mutatedAnswers } from '../unit/extract/mutated-answers';
import { mutatedPages } from '../unit/extract/streams/mutated-pages';

test('100,000 damaged answers of sites and pages: a code or a list, in no time', async () => {
  const { lists, codes, slowestMs } = await mutatedAnswers(100_000, 2);
  expect(lists).toBeGreaterThan(25_000);
  expect(codes).toBeGreaterThan(15_000);
  expect(slowestMs).toBeLessThan(2_000);
});

test('100,000 pages that mean harm: a code or a list, in no time', () => {
  const { lists, codes, slowestMs } = mutatedPages(100_000, 4);
  expect(Math.min(lists, codes)).toBeGreaterThan(10_000);
  expect(slowestMs).toBeLessThan(2_000);
});

import { expect, test } from 'vitest';
import { mutatedAnswers } from './mutated-answers';

test('2,000 damaged answers of sites and pages: a code or a list, in no time', async () => {
  const { lists, codes, slowestMs } = await mutatedAnswers(2_000, 1);
  expect(lists).toBeGreaterThan(500);
  expect(codes).toBeGreaterThan(400);
  expect(slowestMs).toBeLessThan(1_000);
});

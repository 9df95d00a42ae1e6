import { expect, test } from 'vitest';
import { mutatedAnswers } from './mutated-answers';

test('700 damaged answers of sites and pages: a code or a list, in no time', async () => {
  const { lists, codes, slowestMs } = await mutatedAnswers(700, 1);
  expect(lists).toBeGreaterThan(200);
  expect(codes).toBeGreaterThan(150);
  expect(slowestMs).toBeLessThan(1_000);
});

import { expect, test } from 'vitest';
import { countSeeds } from '../../commands/run-faults';

const totals = (saved: number, played: number) =>
  `seed 1 · …\n${saved} of ${played} seeds saved the right file, 3 of them without a person.\n`;

test('what was saved has passed, all else has failed', () => {
  expect(countSeeds(totals(10, 10), 0, 10)).toEqual({ passed: 10, failed: 0 });
  expect(countSeeds(totals(8, 10), 1, 10)).toEqual({ passed: 8, failed: 2 });
});

test('seeds that were not played, and a run that broke off, have failed', () => {
  expect(countSeeds(totals(4, 4), 1, 10)).toEqual({ passed: 4, failed: 6 });
  expect(countSeeds('No Chromium.', 1, 10)).toEqual({ passed: 0, failed: 10 });
  expect(countSeeds(totals(10, 10), 1, 10)).toEqual({ passed: 10, failed: 1 });
});

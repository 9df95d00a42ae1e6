import { expect, test } from 'vitest';
import { countReport } from '../../commands/run-vitest';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const report = (counts: object, ...testResults: object[]) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  ...counts,
  testResults,
});

test('counts tests', () => {
  const counts = { numPassedTests: 2, numFailedTests: 1 };
  expect(countReport(report(counts, file('failed', 'passed', 'passed', 'failed')))).toEqual({
    passed: 2,
    failed: 1,
  });
});

test('a skipped test has proved nothing', () => {
  const counts = { numPassedTests: 1, numPendingTests: 1, numTodoTests: 1 };
  expect(countReport(report(counts, file('passed', 'passed', 'pending', 'todo')))).toEqual({
    passed: 1,
    failed: 2,
  });
});

test('a file that cannot be loaded fails, though no test of it did', () => {
  expect(countReport(report({}, file('failed')))).toEqual({ passed: 0, failed: 1 });
});

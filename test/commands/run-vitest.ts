import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { runChild } from '../helpers/child-process';
import { projectRoot } from './project-root.mjs';
import type { StepResult } from './test-steps';

const reportSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({ status: v.string(), assertionResults: v.array(v.object({ status: v.string() })) }),
  ),
});

/**
 * Runs vitest, printing a line for each file as it ends, and counts from its report. A file that could
 * not be loaded, an error outside of any test and a skipped test each count as a failure: what did not
 * run has proved nothing.
 */
export async function runVitest(name: string, args: readonly string[]): Promise<StepResult> {
  const report = join(projectRoot, `.cache/vitest-${name}.json`);
  mkdirSync(join(projectRoot, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const { code } = await runChild(
    process.execPath,
    [
      join(projectRoot, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: projectRoot, env: { ...process.env, ...colours() }, live: true },
  );
  const counts = countReport(JSON.parse(readFileSync(report, 'utf8')));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** vitest writes to a pipe of ours: whether a person's terminal is behind it only we know. */
const colours = () =>
  process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined };

/** vitest's JSON report → what passed and what did not. */
export function countReport(report: unknown): StepResult {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = v.parse(
    reportSchema,
    report,
  );
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + numPendingTests + numTodoTests + unloaded.length,
  };
}

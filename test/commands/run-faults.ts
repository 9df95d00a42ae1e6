import { join } from 'node:path';
import { runChild } from '../helpers/child-process';
import { chromiumBuild } from '../helpers/chromium-session';
import { projectRoot } from './project-root.mjs';
import type { StepResult } from './test-steps';

/**
 * The torture chamber on the build that is there, printing a line for each seed as it ends. In a process
 * of its own: it mounts disks and kills browsers, and tidies up after itself when it is interrupted.
 */
export async function runFaults(wanted: {
  readonly from: number;
  readonly seeds: number;
}): Promise<StepResult> {
  const { code, output } = await runChild(
    process.execPath,
    [
      join(projectRoot, 'test/commands/bootstrap.mjs'),
      'test-faults',
      ...['--from', String(wanted.from), '--seeds', String(wanted.seeds)],
      ...['--extension', chromiumBuild],
    ],
    { cwd: projectRoot, live: true },
  );
  return countSeeds(output, code, wanted.seeds);
}

/** What its totals say. Seeds that were never played have proved nothing. */
export function countSeeds(output: string, code: number, wanted: number): StepResult {
  const [, passed = '0'] = /^(\d+) of \d+ seeds saved/m.exec(output) ?? [];
  const failed = wanted - Number(passed);
  return { passed: Number(passed), failed: code !== 0 ? Math.max(1, failed) : failed };
}

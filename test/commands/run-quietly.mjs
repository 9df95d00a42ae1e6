import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { projectRoot } from './project-root.mjs';

/**
 * Runs a program in the project's folder and keeps its output to itself unless it fails.
 * @returns {{ ok: boolean, output: string }}
 */
export function runQuietly(program, args, environment = {}) {
  const result = spawnSync(program, args, {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
    // npm and its like are `.cmd` files on Windows, which only a shell starts.
    shell: process.platform === 'win32',
  });
  const output =
    `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`.trim();
  return { ok: result.status === 0, output };
}

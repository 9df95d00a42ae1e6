import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../helpers/child-process';
import { projectRoot } from './project-root.mjs';
import { runFaults } from './run-faults';
import { runVitest } from './run-vitest';

export const stepNames = [
  'lint',
  'types',
  'types-firefox',
  'build',
  'unit',
  'browser',
  'faults',
] as const;
export type StepName = (typeof stepNames)[number];

export interface StepResult {
  readonly passed: number;
  readonly failed: number;
  /** For a person, when something failed and was not printed while it ran. */
  readonly output?: string;
}

export interface TestStep {
  readonly name: StepName;
  readonly title: string;
  /** Leans on no other step and measures no time: it may run beside others. */
  readonly apart?: true;
  readonly run: () => Promise<StepResult>;
}

/** What `npm test` runs, in this order. `long`: what takes too long for every commit, on a fresh build. */
export function testSteps({ long }: { readonly long: boolean }): readonly TestStep[] {
  const build: TestStep = {
    name: 'build',
    title: 'Build for Chromium and Firefox',
    apart: true,
    run: () => check('npm', ['run', '--silent', 'build']),
  };
  const browser: TestStep = {
    name: 'browser',
    title: long ? 'Long forms in real browsers' : 'Real Chromium and Firefox on the build',
    run: () =>
      runVitest(long ? 'browser-long' : 'browser', [
        ...['--config', 'test/browser/vitest.config.ts'],
        ...(long ? ['--mode', 'long'] : []),
      ]),
  };
  const faults: TestStep = {
    name: 'faults',
    title: `Torture chamber, ${long ? 'long' : 'short'}`,
    run: () => (long ? runFaults({ from: 1, seeds: 200 }) : runShortFaults()),
  };
  if (long) return [build, browser, faults];
  return [
    {
      name: 'lint',
      title: 'Lint: format, dependency law, cycles, names, floating promises',
      apart: true,
      run: () => check(bin('biome'), ['check', '--error-on-warnings', '--max-diagnostics=30']),
    },
    {
      name: 'types',
      title: 'Types, with the seams of Chromium',
      apart: true,
      run: () => check(bin('tsc'), []),
    },
    {
      name: 'types-firefox',
      title: 'Types, with the seams of Firefox',
      apart: true,
      run: () => check(bin('tsc'), ['-p', firefoxTypes()]),
    },
    build,
    { name: 'unit', title: 'Unit tests', run: () => runVitest('unit', []) },
    browser,
    faults,
  ];
}

/** Two chambers side by side, much of what happens in one being to wait; each kind strikes in the long form. */
export const shortChambers = [
  { from: 1, seeds: 3 },
  { from: 6, seeds: 3 },
] as const;

async function runShortFaults(): Promise<StepResult> {
  const results = await Promise.all(shortChambers.map(runFaults));
  const sum = (of: 'passed' | 'failed') => results.reduce((all, result) => all + result[of], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

const bin = (name: string) => join(projectRoot, 'node_modules/.bin', name);

/** One program that either succeeds or fails as a whole. */
async function check(program: string, args: readonly string[]): Promise<StepResult> {
  const { code, output } = await runChild(program, args, {
    cwd: projectRoot,
    shell: process.platform === 'win32',
  });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}

/** tsc's own flag cannot say "or no suffix": its list drops the empty one. Hence a file, made anew each time. */
function firefoxTypes(): string {
  const file = join(projectRoot, '.cache/tsconfig.firefox.json');
  const config = {
    extends: '../tsconfig.json',
    compilerOptions: { moduleSuffixes: ['.firefox', ''] },
  };
  mkdirSync(join(projectRoot, '.cache'), { recursive: true });
  writeFileSync(file, JSON.stringify(config));
  return file;
}

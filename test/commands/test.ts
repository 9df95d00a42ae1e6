import { type StepName, type StepResult, stepNames, testSteps } from './test-steps';

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * `npm test [STEP …] [-- --long]`: everything that must hold before a commit, in order, each step timed.
 * A failed step does not keep the later ones from telling what they know. The last line counts every
 * test and every step that is one check by itself.
 */
export async function main(args: readonly string[]): Promise<number> {
  const long = args.includes('--long');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const unknown = named.filter((name) => !isStepName(name));
  if (unknown.length > 0) {
    console.error(`No step is called ${unknown.join(', ')}: there are ${stepNames.join(', ')}.`);
    return 1;
  }
  const begun = Date.now();
  const totals = { passed: 0, failed: 0 };
  for (const { name, title, run } of testSteps({ long })) {
    if (named.length > 0 && !named.includes(name)) continue;
    const start = Date.now();
    console.log(`\n── ${title}`);
    const result = await runStep(run);
    totals.passed += result.passed;
    totals.failed += result.failed;
    if (result.failed > 0 && result.output) console.log(result.output);
    console.log(`   ${title}: ${verdict(result)}, ${seconds(start)}`);
  }
  console.log(`\nAll of it took ${seconds(begun)}.`);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return totals.failed === 0 ? 0 : 1;
}

const isStepName = (name: string): name is StepName => stepNames.some((known) => known === name);

/** A step that cannot even start is a failed check, not the end of the run. */
async function runStep(run: () => Promise<StepResult>): Promise<StepResult> {
  try {
    return await run();
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, output };
  }
}

function verdict({ passed, failed }: StepResult): string {
  return failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
}

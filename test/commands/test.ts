import { runSteps } from './run-steps';
import { type StepName, stepNames, testSteps } from './test-steps';

/**
 * `npm test [STEP …] [-- --long]`: everything that must hold before a commit, in order, each step timed.
 * The last line counts every test and every step that is one check by itself.
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
  const steps = testSteps({ long }).filter(
    ({ name }) => named.length === 0 || named.includes(name),
  );
  const { passed, failed } = await runSteps(steps, console.log);
  console.log(`\nAll of it took ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

const isStepName = (name: string): name is StepName => stepNames.some((known) => known === name);

import type { StepResult, TestStep } from './test-steps';

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs the steps and tells of each in order, what it printed together with its verdict. Those that lean on
 * no other run side by side, from the beginning. A failed step does not keep the others from telling what
 * they know. @returns how many checks passed and failed in all.
 */
export async function runSteps(
  steps: readonly TestStep[],
  say: (line: string) => void,
): Promise<StepResult> {
  const early = new Map(steps.filter(({ apart }) => apart).map((step) => [step, timed(step)]));
  const totals = { passed: 0, failed: 0 };
  for (const step of steps) {
    say(`\n── ${step.title}`);
    const { result, took } = await (early.get(step) ?? timed(step));
    totals.passed += result.passed;
    totals.failed += result.failed;
    if (result.failed > 0 && result.output) say(result.output);
    say(`   ${step.title}: ${verdict(result)}, ${took}`);
  }
  return totals;
}

/** A step that cannot even start is a failed check, not the end of the run. */
async function timed({ run }: TestStep): Promise<{ result: StepResult; took: string }> {
  const start = Date.now();
  try {
    return { result: await run(), took: seconds(start) };
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { result: { passed: 0, failed: 1, output }, took: seconds(start) };
  }
}

function verdict({ passed, failed }: StepResult): string {
  return failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
}

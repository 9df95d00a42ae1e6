import { EventEmitter, once } from 'node:events';
import { expect, test } from 'vitest';
import { runSteps } from '../../commands/run-steps';
import type { TestStep } from '../../commands/test-steps';

const passes = { passed: 1, failed: 0 };

async function told(steps: readonly TestStep[]) {
  const lines: string[] = [];
  const totals = await runSteps(steps, (line) => lines.push(line.replace(/[\d.]+ s$/, 'N s')));
  return { totals, lines };
}

test('those that are apart run side by side, each other one alone, and all are told in order', async () => {
  const events: string[] = [];
  const types = new EventEmitter();
  const step = (title: string) => async () => {
    events.push(title);
    return passes;
  };
  const { lines } = await told([
    // Ends only when the one told after it has: one after the other they would never end.
    { name: 'lint', title: 'A', apart: true, run: () => once(types, 'begun').then(() => passes) },
    {
      name: 'types',
      title: 'B',
      apart: true,
      run: async () => {
        types.emit('begun');
        return step('B')();
      },
    },
    { name: 'unit', title: 'C', run: step('C') },
    { name: 'browser', title: 'D', run: step('D') },
  ]);
  expect(events).toEqual(['B', 'C', 'D']);
  expect(lines).toEqual(
    ['A', 'B', 'C', 'D'].flatMap((title) => [`\n── ${title}`, `   ${title}: 1 passed, N s`]),
  );
});

test('a failure is named with what it printed, and the others tell what they know', async () => {
  const { totals, lines } = await told([
    {
      name: 'lint',
      title: 'A',
      apart: true,
      run: async () => ({ passed: 0, failed: 1, output: 'no' }),
    },
    { name: 'types', title: 'B', apart: true, run: async () => passes },
    { name: 'unit', title: 'C', run: () => Promise.reject(new Error('cannot start')) },
    { name: 'browser', title: 'D', run: async () => ({ passed: 5, failed: 2 }) },
  ]);
  expect(totals).toEqual({ passed: 6, failed: 4 });
  expect(lines.slice(0, 3)).toEqual(['\n── A', 'no', '   A: 0 passed, 1 FAILED, N s']);
  expect(lines.find((line) => line.includes('cannot start'))).toBeDefined();
  expect(lines.at(-1)).toBe('   D: 5 passed, 2 FAILED, N s');
});

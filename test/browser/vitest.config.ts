import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { projectRoot } from '../commands/project-root.mjs';

/** Real keys need an X server of our own, which only Linux offers. */
const realInput = 'test/browser/real-input.test.ts';

/** What takes half a minute and more, the longest first. */
const longest = ['every-video', 'failures', 'restarts', 'sabr', 'real-input', 'jobs'];

/**
 * A fresh clone knows no durations, and vitest would go by the size of the files: the longest then
 * started last, alone at the end, with the other worker idle.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

export default defineConfig(({ mode }) => ({
  root: projectRoot,
  resolve: { extensions: ['.chromium.ts', '.ts', '.tsx', '.mjs', '.js', '.json'] },
  test: {
    include: [mode === 'long' ? 'test/browser/**/*.long.ts' : 'test/browser/**/*.test.ts'],
    exclude: process.platform === 'linux' ? [] : [realInput],
    environment: 'node',
    globalSetup: 'test/browser/global-setup.ts',
    // Two browsers at a time, each with a screen of its own: much of what they do is to wait. The long forms
    // measure, each alone.
    maxWorkers: mode === 'long' ? 1 : 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: mode === 'long' ? 600_000 : 90_000,
    hookTimeout: 90_000,
  },
}));

import { defineConfig } from 'vitest/config';
import { projectRoot } from '../commands/project-root.mjs';

/** Real keys need an X server of our own, which only Linux offers. */
const realInput = 'test/browser/real-input.test.ts';

export default defineConfig(({ mode }) => ({
  root: projectRoot,
  resolve: { extensions: ['.chromium.ts', '.ts', '.tsx', '.mjs', '.js', '.json'] },
  test: {
    include: [mode === 'long' ? 'test/browser/**/*.long.ts' : 'test/browser/**/*.test.ts'],
    exclude: process.platform === 'linux' ? [] : [realInput],
    environment: 'node',
    globalSetup: 'test/browser/global-setup.ts',
    // One browser at a time: two share neither the two cores nor the screen's focus well.
    fileParallelism: false,
    testTimeout: mode === 'long' ? 600_000 : 60_000,
    hookTimeout: 60_000,
  },
}));

import { defineConfig } from 'vitest/config';
import { projectRoot } from '../commands/project-root.mjs';
import { longestFirst } from '../helpers/longest-first.mjs';

/** Real keys need an X server of our own, which only Linux offers. */
const realInput = 'test/browser/real-input.test.ts';

/** What takes twenty seconds and more, the longest first: at the end no worker is left alone with one of them. */
const longest = [
  ...['every-video', 'sabr', 'restarts', 'real-input', 'jobs', 'streams', 'sites'],
  ...['failures', 'accounts', 'firefox'],
];

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
    sequence: { sequencer: longestFirst(longest) },
    testTimeout: mode === 'long' ? 600_000 : 90_000,
    hookTimeout: 90_000,
  },
}));

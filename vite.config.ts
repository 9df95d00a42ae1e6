import { availableParallelism } from 'node:os';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import { longestFirst } from './test/helpers/longest-first.mjs';

/** `vite build --mode firefox`; everything else builds for Chromium. */
type Browser = 'chromium' | 'firefox';

/**
 * One manifest serves both browsers: this takes away what the other one's loader warns of or refuses.
 * Firefox knows no offscreen documents, no `power` and no split private windows: there one background
 * serves both, and keeps them apart itself. `cookies` is what tells it a tab's container, and opens one
 * there; Firefox asks nobody for it, nor for `identity`, which it takes as no optional one. Serving for
 * development needs vite's own connections.
 */
export function manifestFor(browser: Browser, serving: boolean): ManifestV3Export {
  const { browser_specific_settings, minimum_chrome_version, incognito, ...built } = manifest;
  const shared = serving ? { ...built, content_security_policy: undefined } : built;
  if (browser === 'chromium') {
    return { ...shared, minimum_chrome_version, incognito: 'split' } as ManifestV3Export;
  }
  const chromiumOnly = ['offscreen', 'power'];
  const known = (permission: string) => !chromiumOnly.includes(permission);
  const optional = (permission: string) => known(permission) && permission !== 'identity';
  return {
    ...shared,
    browser_specific_settings,
    permissions: [...manifest.permissions.filter(known), 'cookies', 'identity'],
    optional_permissions: manifest.optional_permissions.filter(optional),
    incognito: 'spanning',
    background: { scripts: [manifest.background.service_worker], type: 'module' },
  } as ManifestV3Export;
}

export default defineConfig(({ mode, command }) => {
  const browser: Browser = mode === 'firefox' ? 'firefox' : 'chromium';
  const testing = process.env.VITEST !== undefined || mode === 'command';
  return {
    plugins: testing
      ? [preact()]
      : [
          preact(),
          crx({
            manifest: manifestFor(browser, command === 'serve'),
            browser: browser === 'firefox' ? 'firefox' : 'chrome',
          }),
        ],
    // A seam in src/platform has one file per browser, `name.chromium.ts` and `name.firefox.ts`.
    resolve: { extensions: [`.${browser}.ts`, '.ts', '.tsx', '.mjs', '.js', '.json'] },
    build: {
      outDir: `dist/${browser}`,
      target: browser === 'firefox' ? 'firefox140' : 'chrome123',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input: { engine: 'src/engine/offscreen.html' } },
    },
    worker: { format: 'es' },
    // Long enough for two cores that are shared; what hangs is still found.
    test: {
      include: ['test/unit/**/*.test.ts'],
      environment: 'node',
      testTimeout: 30_000,
      // Many of them wait, for clocks and for a server on this machine: a third one on two cores saves a quarter.
      maxWorkers: availableParallelism() + 1,
      sequence: {
        sequencer: longestFirst(['youtube-switches', 'slow-connections', 'mux']),
      },
    },
  };
});

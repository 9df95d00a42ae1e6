import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

test('an engine hears whether this session of the browser had one before it', async () => {
  const session = new Map<string, unknown>();
  const storage = {
    get: async (key: string) => ({ [key]: session.get(key) }),
    set: async (values: object) => {
      for (const [key, value] of Object.entries(values)) session.set(key, value);
    },
  };
  // The polyfill looks for both names.
  vi.stubGlobal('chrome', { runtime: { id: 'reelkeep' } });
  vi.stubGlobal('browser', { runtime: { id: 'reelkeep' }, storage: { session: storage } });
  const { enginePage } = await import('../../../src/background/engine-page');
  expect(await enginePage()).toBe('src/engine/offscreen.html');
  expect(await enginePage()).toBe('src/engine/offscreen.html?again');
  // The browser ends.
  session.clear();
  expect(await enginePage()).toBe('src/engine/offscreen.html');
});

import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../src/errors';
import { startYoutubeHouse, type YoutubeHouse } from '../unit/engine/youtube-house';
import { youtubeScenes } from '../unit/engine/youtube-scenes';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../helpers/fake-browser')).fakeBrowser,
}));

let house: YoutubeHouse;
beforeAll(async () => {
  house = await startYoutubeHouse();
}, 60_000);
afterAll(() => house.close());

/** What is said where two of them leave no way. */
const refusals: readonly ErrorCode[] = [
  'http-403',
  'http-error',
  'attestation-required',
  'sabr-error',
  'format-changed',
  // Another version, where only its length tells.
  'length-mismatch',
  'asked-to-prove-human',
];

const scenes = Object.entries(youtubeScenes).map(([name, [scene]]) => ({ name, scene }));

test.each(scenes)(
  '$name and each other one: the right file, or a code',
  async ({ name, scene }) => {
    const others = scenes.slice(scenes.findIndex((one) => one.name === name) + 1);
    for (const other of others) {
      const ended = await house.play(scene, other.scene);
      const said = `${name} and ${other.name}: ${JSON.stringify(ended)}`;
      if ('by' in ended) expect(ended.wrong, said).toBeUndefined();
      else expect(refusals, said).toContain(ended.code);
    }
  },
);

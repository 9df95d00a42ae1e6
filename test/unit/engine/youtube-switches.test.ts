import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startYoutubeHouse, type YoutubeHouse } from './youtube-house';
import { youtubeScenes } from './youtube-scenes';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

let house: YoutubeHouse;
beforeAll(async () => {
  house = await startYoutubeHouse();
}, 60_000);
afterAll(() => house.close());

const scenes = Object.entries(youtubeScenes).flatMap(([name, played]) =>
  played.map((scene, at) => ({ name, at, scene, ends: JSON.stringify(scene.ends) })),
);

test.each(scenes)('$name $at: $ends', async ({ scene }) => {
  const ended = await house.play(scene);
  expect(ended).toEqual('by' in scene.ends ? { ...scene.ends, wrong: undefined } : scene.ends);
});

test.each(['en', 'ko'])('each end that is none has its sentence: %s', (language) => {
  const sentences = JSON.parse(readFileSync(`public/_locales/${language}/messages.json`, 'utf8'));
  for (const { scene } of scenes) {
    if ('by' in scene.ends) continue;
    const { message } = sentences[`error_${scene.ends.code.replaceAll('-', '_')}`] ?? {};
    expect(message).toMatch(/.{10}/);
  }
});

test('a server that refuses whatever is asked, behind advertisements, is not rested for without end', async () => {
  const ended = await house.play({
    wish: 'itag-18',
    turn: ({ control }) => {
      control.sabr.turn({ adSeconds: 0.2 });
      control.faults.add({ fault: { kind: 'status', status: 403 } });
    },
    haste: 16,
    ends: { code: 'http-403' },
  });
  expect(ended).toEqual({ code: 'http-403' });
});

test.each([
  [0, { by: 'itag-18', wrong: undefined }],
  [1, { code: 'http-403' }],
])(
  'advertisements before addresses that are good for less than a minute, %i: waited for once',
  async (at, ends) => {
    const [, waited] = youtubeScenes.adSeconds;
    const brief = youtubeScenes.urlLifetimeSeconds[at];
    if (!waited || !brief) throw new Error('There is no such scene.');
    expect(await house.play(waited, brief)).toEqual(ends);
  },
);

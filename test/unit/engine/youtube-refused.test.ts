import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startYoutubeHouse, type YoutubeHouse } from './youtube-house';
import type { Scene, Stage } from './youtube-scenes';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

/** The page refuses it for the person's age; the embedded player has it. */
let house: YoutubeHouse;
beforeAll(async () => {
  house = await startYoutubeHouse('sabr2026age');
}, 60_000);
afterAll(() => house.close());

const welcome = ({ control }: Stage): void => {
  control.clients = {};
};
const wish: Scene['wish'] = 'preset';

test.each([
  ['busy', 'http-429'],
  ['rate-limit', 'http-429'],
  ['not-a-bot', 'asked-to-prove-human'],
] as const)('a client that is %s says more than the page that refuses', async (answer, code) => {
  const refuse = ({ control }: Stage): void => {
    control.clients = { WEB_EMBEDDED_PLAYER: answer };
  };
  const atThePress = await house.play({ wish, turn: refuse, ends: { code } });
  expect(atThePress).toEqual({ code });

  const by = 'client:WEB_EMBEDDED_PLAYER';
  const underWay = await house.play({
    wish,
    underWay: (stage) => {
      stage.control.expireAddresses();
      refuse(stage);
    },
    onceWaiting: welcome,
    ends: { by },
  });
  expect(underWay).toEqual({ by, wrong: undefined });
});

import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Seeded } from '../site/players/seeded';
import { startYoutubeHouse, type YoutubeHouse } from '../unit/engine/youtube-house';
import { type NamedScene, pairEnding } from '../unit/engine/youtube-pair-rules';
import { type YoutubeSwitch, youtubeScenes } from '../unit/engine/youtube-scenes';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../helpers/fake-browser')).fakeBrowser,
}));

let house: YoutubeHouse;
beforeAll(async () => {
  house = await startYoutubeHouse();
}, 60_000);
afterAll(() => house.close());

type Pair = readonly [NamedScene, NamedScene];

const random = new Seeded(5);

/** In another order each time that it is asked for. */
function scenesOf(name: YoutubeSwitch): NamedScene[] {
  const inOrder = youtubeScenes[name].map((scene, at) => ({ name, at, scene }));
  return random.shuffle(inOrder);
}

/** Each scene of the one switch with one of the other's, and each of the other's with one of the one's. */
function pairsOf(one: YoutubeSwitch, other: YoutubeSwitch): Pair[] {
  const [ones, others] = [scenesOf(one), scenesOf(other)];
  return Array.from({ length: Math.max(ones.length, others.length) }).flatMap((_, at) => {
    const [first, second] = [ones[at % ones.length], others[at % others.length]];
    return first && second ? [[first, second] as const] : [];
  });
}

const names = Object.keys(youtubeScenes).filter(
  (name): name is YoutubeSwitch => name in youtubeScenes,
);
/** All there are, some three thousand, take well above half an hour. */
const pairs = names.map((name, at) => ({
  name,
  played: names.slice(at + 1).flatMap((other) => pairsOf(name, other)),
}));

const nameOf = ({ name, at }: NamedScene): string => `${name} ${at}`;

test.each(pairs)(
  '$name and each other switch, each scene with one of each, taken by a seed: the right file, or a code that follows',
  async ({ played }) => {
    const surprises: string[] = [];
    for (const [one, other] of played) {
      const ended = await house.play(one.scene, other.scene);
      const { by, codes } = pairEnding(one, other);
      const isRight =
        'by' in ended
          ? ended.wrong === undefined && (by === 'any' || by.includes(ended.by))
          : codes.includes(ended.code);
      if (!isRight) {
        surprises.push(`${nameOf(one)} and ${nameOf(other)}: ${JSON.stringify(ended)}`);
      }
    }
    expect(surprises).toEqual([]);
  },
  1_200_000,
);

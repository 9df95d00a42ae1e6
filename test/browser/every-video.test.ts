import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { alikePages } from '../site/alike-pages';
import { catalogue } from '../site/catalogue';
import { expectOutcome } from './expect-outcome';
import { startWorld, type World } from './world';

/**
 * Every era, every way in which a page says why a video cannot be had, every hostile page. Hundreds of
 * megabytes and what is read alike are for the long run; what hangs on who looks is in `accounts.test.ts`.
 */
const videos = catalogue.filter(
  ({ id, clip, broadcast, traits }) =>
    (clip.loops ?? 0) <= 2 && !broadcast && !traits && !alikePages.has(id),
);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

test.each(videos)('$id, $era: $expects', (video) => expectOutcome(world, video));

import { afterAll, afterEach, beforeAll, test } from 'vitest';
import { alikePages } from '../site/alike-pages';
import { catalogue } from '../site/catalogue';
import { expectOutcome } from './expect-outcome';
import { startWorld, type World } from './world';

const videos = catalogue.filter(({ id }) => alikePages.has(id));

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

test.each(videos)('$id, $era: $expects', (video) => expectOutcome(world, video));

import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SabrSwitches } from '../../site/sabr/sabr-switches';
import { hastyClock } from '../transfer/rig';
import { obeyed } from '../transfer/sabr/obeyed-switches';
import { jobOf } from './engine-rig';
import { renewal, type StreamedWorld, startStreamedWorld } from './streamed-rig';

let world: StreamedWorld;
beforeAll(async () => {
  world = await startStreamedWorld(50);
}, 60_000);
afterEach(() => world.reset());
afterAll(() => world.close());

/** Another client's addresses: where nothing comes by the protocol. */
const otherWay = 'client:VISIONOS';
const host = (): string => new URL(world.sourceWith(1).url).hostname;

/** Each rule of the endpoint by itself, and by which way the file then comes. */
const rules: readonly (readonly [Partial<SabrSwitches> | 'failing host', string])[] = [
  ...obeyed
    .filter(({ partBytes }) => partBytes === undefined)
    .map((turned) => [turned, 'sabr'] as const),
  // In memory it is tried with parts of 70 bytes: here every part is a turn of the server.
  [{ partBytes: 2_000 }, 'sabr'],
  [{ requestsPerAddress: 3 }, 'sabr'],
  [{ reloadAfter: 2 }, 'sabr'],
  [{ leastMint: 2 }, 'sabr'],
  [{ leastMint: 2, beyondFree: '403' }, 'sabr'],
  [{ adSeconds: 1 }, 'sabr'],
  ['failing host', 'sabr'],
  [{ failing: { status: 503 } }, otherWay],
  [{ redirectTo: 'https://media.evil.example/?sabr=1' }, otherWay],
  [{ error: { type: 'sabr.broken', code: 9, after: 1, times: 1_000 } }, otherWay],
  [{ distrustsTokens: true }, otherWay],
  [{ distrustsTokens: true, beyondFree: '403' }, otherWay],
];

test.each(rules)('%o: the right file, by %s', async (rule, way) => {
  const turned = rule === 'failing host' ? { failing: { host: host(), status: 503 } } : rule;
  world.site.control.sabr.turn(turned);
  const the = world.rig();
  let mints = 1;
  the.onRenew = async ({ wish }) => {
    if (!wish.before) return renewal(await world.addresses(), otherWay);
    mints += 1;
    return renewal(await world.answerTo(wish.before.doubt, mints), wish.before.tier);
  };
  const { id } = await the.host.requests.start(world.job());
  await the.until('done');
  await world.expectWhole(the);
  const { text } = await the.host.requests.log({ id });
  expect(/^tier (.+)$/m.exec(text)?.[1]).toBe(way);
});

test('advertisements that last longer than the page says are waited for once more', async () => {
  world.site.control.sabr.turn({ adSeconds: 1 });
  const part = await world.file18(Date.now());
  // The ten seconds of the remedy take one and a quarter.
  const the = world.rig(hastyClock(8));
  const doubts: unknown[] = [];
  the.onRenew = async ({ wish }) => {
    doubts.push(wish.before?.doubt.kind);
    return renewal([part], 'itag-18');
  };
  const { id } = await the.host.requests.start(
    jobOf([part], { tier: 'itag-18', durationSeconds: 100 }),
  );
  await the.until('done');
  expect(doubts).toEqual(['moved']);
  const { text } = await the.host.requests.log({ id });
  expect(text).toMatch(/refused {2}doubt=early remedy=wait/);
});

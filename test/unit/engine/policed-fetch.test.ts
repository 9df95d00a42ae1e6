import { expect, test } from 'vitest';
import { type PolicyViolation, policedFetch } from '../../../src/engine/policed-fetch';
import { HandClock } from '../transfer/hand-clock';

const url = 'https://r1.googlevideo.com/videoplayback?sig=secret';
const violation: PolicyViolation = { effectiveDirective: 'connect-src', blockedURI: url };

function rig() {
  const clock = new HandClock();
  let tell: (violation: PolicyViolation) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const events = {
    addEventListener: (_: string, listener: typeof tell) => {
      tell = listener;
    },
  };
  const fetch = () =>
    new Promise<Response>((_, reject) => {
      fail = reject;
    });
  const policed = policedFetch(fetch, events, clock);
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  return {
    clock,
    turn,
    start: (init: RequestInit = {}) => policed(url, init),
    tell: (news: PolicyViolation) => tell(news),
    fail: () => fail(new TypeError('Failed to fetch')),
  };
}

test.each(['before', 'after'] as const)(
  'a violation told %s the fetch fails is an address that is not allowed',
  async (when) => {
    const { start, tell, fail, turn } = rig();
    const fetching = start();
    fetching.catch(() => undefined);
    if (when === 'before') tell(violation);
    fail();
    await turn();
    if (when === 'after') tell({ ...violation, blockedURI: 'https://r1.googlevideo.com' });
    await expect(fetching).rejects.toMatchObject({
      code: 'address-not-allowed',
      facts: { host: 'r1.googlevideo.com' },
    });
  },
);

test.each([
  { ...violation, blockedURI: 'https://r2.googlevideo.com/videoplayback' },
  { ...violation, effectiveDirective: 'img-src' },
  undefined,
])('%o leaves a lost network what it is, a quarter of a second later', async (other) => {
  const { clock, start, tell, fail, turn } = rig();
  const fetching = start();
  fetching.catch(() => undefined);
  if (other) tell(other);
  fail();
  await turn();
  clock.pass(250);
  await expect(fetching).rejects.toBeInstanceOf(TypeError);
});

test('a fetch that was called off is not waited for', async () => {
  const { clock, start, fail } = rig();
  const signal = AbortSignal.abort();
  const fetching = start({ signal });
  fail();
  await expect(fetching).rejects.toBeInstanceOf(TypeError);
  expect(clock.pending).toBe(0);
});

import { expect, test } from 'vitest';
import { policedFetch } from '../../../src/engine/policed-fetch';

const url = 'https://r1.googlevideo.com/videoplayback?sig=secret';

/** Fails as long as it follows; without following it says what lies there. */
function rig(lies: 'a redirect' | 'a file' | 'nothing') {
  const asked: (RequestRedirect | undefined)[] = [];
  const state = { isBroken: true };
  const fetch = policedFetch(async (_, { redirect }) => {
    asked.push(redirect);
    if (redirect !== 'manual' && !state.isBroken) return new Response('media');
    if (redirect !== 'manual' || lies === 'nothing') throw new TypeError('Failed to fetch');
    const answer = new Response(null);
    if (lies === 'a redirect') Object.defineProperty(answer, 'type', { value: 'opaqueredirect' });
    return answer;
  });
  return { fetch, asked, state };
}

test('a redirect that leads to no answer again and again is an address that is not allowed', async () => {
  const { fetch } = rig('a redirect');
  await expect(fetch(url, {})).rejects.toBeInstanceOf(TypeError);
  await expect(fetch(url, {})).rejects.toBeInstanceOf(TypeError);
  await expect(fetch(url, {})).rejects.toMatchObject({
    code: 'address-not-allowed',
    facts: { host: 'r1.googlevideo.com' },
  });
});

test('one that answers in between is none', async () => {
  const { fetch, state } = rig('a redirect');
  for (let times = 0; times < 3; times += 1) {
    state.isBroken = true;
    await expect(fetch(url, {})).rejects.toBeInstanceOf(TypeError);
    state.isBroken = false;
    expect(await (await fetch(url, {})).text()).toBe('media');
  }
});

test.each(['a file', 'nothing'] as const)('%s: a lost network stays what it is', async (lies) => {
  const { fetch } = rig(lies);
  for (let times = 0; times < 4; times += 1) {
    await expect(fetch(url, {})).rejects.toBeInstanceOf(TypeError);
  }
});

test('a fetch that was called off asks nothing more', async () => {
  const { fetch, asked } = rig('a redirect');
  await expect(fetch(url, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(TypeError);
  expect(asked).toHaveLength(1);
});

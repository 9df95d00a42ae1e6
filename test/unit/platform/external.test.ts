import { afterEach, expect, test, vi } from 'vitest';
import { receiveExternal } from '../../../src/platform/external';

const runtime = vi.hoisted(() => ({ onMessageExternal: { addListener: vi.fn() } }));
vi.mock('webextension-polyfill', () => ({ default: { runtime } }));
afterEach(() => vi.clearAllMocks());

test.each([
  ['its worker', { id: 'caller' }, ['caller', 'question']],
  [
    'its page',
    { id: 'caller', url: 'chrome-extension://caller/page.html' },
    ['caller', 'question'],
  ],
  ['its script in a page', { id: 'caller', url: 'https://example.org/' }, undefined],
  ['its script in an open page', { id: 'caller', url: 'http://example.org/' }, undefined],
  ['nobody', {}, undefined],
])('of another extension %s is heard, or is not', async (_, sender, heard) => {
  receiveExternal(async (...asked) => asked);
  const [listener] = runtime.onMessageExternal.addListener.mock.calls[0] ?? [];
  expect(await listener('question', sender)).toEqual(heard);
});

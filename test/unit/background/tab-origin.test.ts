import { afterEach, expect, test, vi } from 'vitest';
import { sameSession, tabOrigin } from '../../../src/background/tab-origin';
import { fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
afterEach(() => fakeBrowser.reset());

test('tells containers and private windows apart, and names the usual cookies nowhere', async () => {
  const url = 'https://www.youtube.com/';
  fakeBrowser.openTabs = [
    { id: 1, url },
    { id: 2, url, cookieStoreId: 'firefox-default' },
    { id: 3, url, cookieStoreId: 'firefox-container-4' },
    { id: 4, url, cookieStoreId: 'firefox-private', incognito: true },
    { id: 5, url, incognito: true },
  ];
  const origins = await Promise.all([1, 2, 3, 4, 5, 6].map(tabOrigin));
  expect(origins).toEqual([
    { tabId: 1 },
    { tabId: 2 },
    { tabId: 3, cookieStoreId: 'firefox-container-4' },
    { tabId: 4, cookieStoreId: 'firefox-private', isPrivate: true },
    { tabId: 5, isPrivate: true },
    { tabId: 6 },
  ]);
  const [usual = {}, sameUsual = {}, container = {}, privately = {}] = origins;
  expect(sameSession(usual, sameUsual)).toBe(true);
  expect(sameSession(usual, container)).toBe(false);
  expect(sameSession(container, privately)).toBe(false);
});

import { afterEach, expect, test, vi } from 'vitest';
import { onPrivateEnd } from '../../../src/platform/private-windows.firefox';
import {
  downloadSession,
  isOwnSession,
  openInSession,
} from '../../../src/platform/session.firefox';
import { fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
afterEach(() => fakeBrowser.reset());

const url = 'https://www.youtube.com/watch?v=aaaaaaaaaaa';
const container = { tabId: 1, cookieStoreId: 'firefox-container-3' };
const privately = { tabId: 1, cookieStoreId: 'firefox-private', isPrivate: true } as const;

test('our own requests carry the cookies of no container and of no private window', () => {
  expect([{ tabId: 1 }, container, privately].map(isOwnSession)).toEqual([true, false, false]);
});

test('opens an inactive, silent tab in the container, whichever window is in front', async () => {
  fakeBrowser.openWindows = [
    { id: 8, incognito: true },
    { id: 9, incognito: false },
  ];
  fakeBrowser.tabs.create.mockResolvedValueOnce({ id: 12 });
  expect(await openInSession(url, container)).toBe(12);
  expect(fakeBrowser.tabs.create).toHaveBeenCalledWith({
    url,
    windowId: 9,
    active: false,
    muted: true,
    cookieStoreId: 'firefox-container-3',
  });
});

test('for a private job it opens in a private window, and nowhere else', async () => {
  fakeBrowser.openWindows = [{ id: 1, incognito: false }];
  await expect(openInSession(url, privately)).rejects.toMatchObject({ code: 'page-not-reachable' });
  expect(fakeBrowser.tabs.create).not.toHaveBeenCalled();
  fakeBrowser.openWindows.push({ id: 2, incognito: true });
  fakeBrowser.tabs.create.mockResolvedValueOnce({ id: 13 });
  expect(await openInSession(url, privately)).toBe(13);
  expect(fakeBrowser.tabs.create).toHaveBeenCalledWith({
    url,
    windowId: 2,
    active: false,
    muted: true,
  });
});

test('a container that was deleted cannot be opened', async () => {
  fakeBrowser.openWindows = [{ id: 1, incognito: false }];
  fakeBrowser.tabs.create.mockRejectedValueOnce(new Error('No cookie store exists with that id'));
  await expect(openInSession(url, container)).rejects.toMatchObject({ code: 'page-not-reachable' });
});

test('a private download stays out of the browser’s own list', () => {
  expect(downloadSession(privately)).toEqual({ incognito: true });
  expect(downloadSession(container)).toEqual({});
});

test('private jobs end with the last private window, even while it still closes', async () => {
  let ended = 0;
  onPrivateEnd(async () => {
    ended += 1;
  });
  fakeBrowser.openWindows = [
    { id: 1, incognito: false },
    { id: 2, incognito: true },
    { id: 3, incognito: true },
  ];
  await fakeBrowser.windows.onRemoved.fire(2);
  expect(ended).toBe(0);
  fakeBrowser.openWindows = fakeBrowser.openWindows.filter(({ id }) => id !== 2);
  await fakeBrowser.windows.onRemoved.fire(3);
  expect(ended).toBe(1);
});

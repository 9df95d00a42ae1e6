import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renewFromSite } from '../../../src/background/renew-from-site';
import { fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
beforeEach(() => {
  fakeBrowser.openWindows = [{ id: 1, incognito: false }];
  vi.stubGlobal(
    'fetch',
    async () => new Response('0', { status: 206, headers: { 'content-range': 'bytes 0-0/300' } }),
  );
});
afterEach(() => {
  fakeBrowser.reset();
  vi.unstubAllGlobals();
});

const videoUrl = 'https://www.watch.example/film?id=7';
const file = 'https://cdn.watch.example/film.mp4';
const code = (expected: string) => expect.objectContaining({ code: expected });

/** A tab that shows the film, once it has loaded. */
const tab = (id: number, { token = 'new', loads = 0, url = videoUrl } = {}) => {
  let asked = 0;
  const readPageInPage = () => {
    asked += 1;
    if (asked <= loads) return '{}';
    return JSON.stringify({
      title: 'Film',
      named: [{ name: 'og:video', content: `${file}?token=${token}` }],
    });
  };
  return { id, url, page: { readPageInPage } };
};

/** Of the address without its query, the same every day. */
const idOfFile = '1o1ldjnvhiceq.file';
const renew = async (origin = { tabId: 4 }, formatId = idOfFile) => {
  const formats = [{ formatId, itag: 0 }];
  const { sources } = await renewFromSite(
    { origin, videoUrl, formats, wish: { failed: [] } },
    AbortSignal.timeout(5_000),
  );
  return Object.values(sources);
};
const given = (token: string) => [
  expect.objectContaining({ source: { kind: 'url', url: `${file}?token=${token}` } }),
];

test('an unknown page that was restored under another number is found by its address', async () => {
  fakeBrowser.openTabs = [
    tab(4, { url: 'https://elsewhere.example/', token: 'elsewhere' }),
    { ...tab(8, { token: 'container' }), cookieStoreId: 'firefox-container-1' },
    tab(9),
  ];
  expect(await renew()).toEqual(given('new'));
  expect(fakeBrowser.tabs.create).not.toHaveBeenCalled();
});

test('one that no tab shows is opened for it, read once it has loaded, and closed', async () => {
  fakeBrowser.tabs.create.mockImplementationOnce(async () => {
    fakeBrowser.openTabs = [tab(12, { loads: 1 })];
    return { id: 12 };
  });
  expect(await renew()).toEqual(given('new'));
  expect(fakeBrowser.tabs.create).toHaveBeenCalledWith(
    expect.objectContaining({ url: videoUrl, active: false }),
  );
  expect(fakeBrowser.openTabs).toEqual([]);
});

test('one that we may not read is asked for by name, and not opened', async () => {
  fakeBrowser.holdsSites = false;
  await expect(renew()).rejects.toThrow(code('no-permission'));
  expect(fakeBrowser.tabs.create).not.toHaveBeenCalled();
});

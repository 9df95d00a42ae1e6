import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetSeen, seenStreams, seeResponse } from '../../../src/background/seen-streams';
import { storeSettings } from '../../../src/background/settings-store';
import type { PageResponse } from '../../../src/platform/page-responses';
import { fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

const response = (more: Partial<PageResponse>): PageResponse => ({
  ...{ tabId: 1, url: 'https://cdn.example/list.m3u8', type: '', kind: 'other', isPrivate: false },
  ...more,
});
const urlsOf = async (tabId: number) => (await seenStreams(tabId)).map(({ url }) => url);

beforeEach(() => storeSettings({ watchPages: true }));
afterEach(async () => {
  await forgetSeen(1);
  fakeBrowser.reset();
});

test('streams by their type or their ending, and what an element plays; each once, newest last', async () => {
  await seeResponse(response({}));
  await seeResponse(
    response({ url: 'https://cdn.example/play?id=7', type: 'application/dash+xml' }),
  );
  await seeResponse(
    response({ url: 'https://cdn.example/clip', type: 'video/mp4', kind: 'media' }),
  );
  await seeResponse(response({ url: 'https://cdn.example/api', type: 'application/json' }));
  await seeResponse(response({ url: 'https://cdn.example/1.m4s', type: 'video/mp4' }));
  await seeResponse(response({}));
  expect(await urlsOf(1)).toEqual([
    'https://cdn.example/play?id=7',
    'https://cdn.example/clip',
    'https://cdn.example/list.m3u8',
  ]);
});

test('a new page in the tab, and the tab’s end, drop it; other tabs keep theirs', async () => {
  await Promise.all([seeResponse(response({})), seeResponse(response({ tabId: 2 }))]);
  await seeResponse(response({ url: 'https://page.example/', kind: 'page' }));
  expect(await urlsOf(1)).toEqual([]);
  expect(await urlsOf(2)).toHaveLength(1);
  await forgetSeen(2);
  expect(await urlsOf(2)).toEqual([]);
});

test('no page can fill the memory', async () => {
  for (let at = 0; at < 60; at += 1) {
    await seeResponse(response({ url: `https://cdn.example/${at}.m3u8` }));
  }
  await seeResponse(response({ url: `https://cdn.example/${'x'.repeat(9_000)}.m3u8` }));
  expect(await urlsOf(1)).toHaveLength(40);
  expect((await urlsOf(1)).at(-1)).toBe('https://cdn.example/59.m3u8');
});

test('nothing is kept unless a person wants it, and of private windows nothing is stored', async () => {
  await storeSettings({ watchPages: false });
  await seeResponse(response({}));
  expect(await urlsOf(1)).toEqual([]);

  await storeSettings({ watchPages: true });
  await seeResponse(response({ isPrivate: true }));
  fakeBrowser.extension.inIncognitoContext = true;
  await seeResponse(response({ tabId: 2 }));
  expect([...fakeBrowser.storage.session.kept.keys()]).toEqual([]);
  expect(await urlsOf(1)).toHaveLength(1);
  await forgetSeen(2);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findVideo } from '../../../src/background/find-video';
import { ReelkeepError, toErrorData } from '../../../src/errors';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import type { Origin } from '../../../src/jobs/job';
import { type FakeTab, fakeBrowser } from '../../helpers/fake-browser';
import { otherId, videoId } from '../../helpers/fake-page-view';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

const hour = 3600;
const nowSeconds = () => Math.floor(Date.now() / 1000);

/** A page's data, told apart by where it came from. */
const page = (from: string, { id = videoId, lifeSeconds = 6 * hour, lastModified = '1' } = {}) => ({
  site: 'youtube',
  pageUrl: watchUrl(id),
  videoId: id,
  playerResponse: {
    playabilityStatus: { status: 'OK' },
    videoDetails: { videoId: id, title: from },
    streamingData: {
      formats: [
        {
          itag: 18,
          lastModified,
          url: `https://r1.googlevideo.com/videoplayback?id=1&expire=${nowSeconds() + lifeSeconds}`,
        },
      ],
    },
  },
});
const refusing = (status: string) => ({
  ...page('refused'),
  playerResponse: { playabilityStatus: { status }, videoDetails: { videoId } },
});
const says = (value: unknown) => () => ({ ok: true, value });
const fails = (code: 'network-lost' | 'page-not-responding') => () => ({
  ok: false,
  error: toErrorData(new ReelkeepError(code, 'No.')),
});

function tab(id: number, url: string, content: FakeTab['content'], more: Partial<FakeTab> = {}) {
  fakeBrowser.openTabs.push({ id, url, ...(content && { content }), ...more });
}

/** What the background's own fetch finds. */
const ownFetch = vi.fn<() => Promise<Response>>();
const html = (data: { playerResponse: object }) =>
  `<script>var ytInitialPlayerResponse = ${JSON.stringify(data.playerResponse)};</script>`;

beforeEach(() => {
  ownFetch.mockRejectedValue(new TypeError('No network in this test.'));
  vi.stubGlobal('fetch', ownFetch);
});
afterEach(() => {
  fakeBrowser.reset();
  ownFetch.mockReset();
  vi.unstubAllGlobals();
});

const wish = (kind: 'moved' | 'expired') => ({
  before: { tier: 'page-address', doubt: { kind } },
  failed: [],
});
const find = (
  origin: Origin = { tabId: 1 },
  more: { doubtful?: boolean; lastModified?: string } = {},
) =>
  findVideo(
    {
      origin,
      videoUrl: watchUrl(videoId),
      formats: [{ formatId: '18-1', itag: 18, lastModified: more.lastModified ?? '1' }],
      wish: wish(more.doubtful ? 'moved' : 'expired'),
    },
    new AbortController().signal,
  );
const titleFound = async (...asked: Parameters<typeof find>) => (await find(...asked)).video.title;

test('the job’s tab comes first, and nothing is fetched', async () => {
  tab(2, watchUrl(videoId), { readPage: says(page('another tab')) });
  tab(1, watchUrl(videoId), { readPage: says(page('its tab')) });
  expect(await find()).toMatchObject({ video: { title: 'its tab' }, tabId: 1 });
  expect(ownFetch).not.toHaveBeenCalled();
});

test('where its tab is closed or shows something else, another that shows the video serves', async () => {
  tab(1, watchUrl(otherId), { readPage: says(page('other', { id: otherId })) });
  tab(2, watchUrl(videoId), { readPage: says(page('another tab')) });
  expect(await find()).toMatchObject({ video: { title: 'another tab' }, tabId: 2 });
});

test('else any tab of the site fetches the page; it has no player to be asked', async () => {
  tab(5, 'https://m.youtube.com/', { fetchPage: says(page('mobile')) });
  tab(7, 'https://www.youtube.com/feed', { fetchPage: says(page('fetched in a tab')) });
  const found = await find();
  expect(found.video.title).toBe('fetched in a tab');
  expect(found).not.toHaveProperty('tabId');
});

test('else the background does', async () => {
  ownFetch.mockResolvedValue(new Response(html(page('fetched by us'))));
  expect(await titleFound()).toBe('fetched by us');
});

test('a tab whose addresses have expired is passed over, one that will not answer too', async () => {
  tab(1, watchUrl(videoId), { readPage: says(page('yesterday’s', { lifeSeconds: -hour })) });
  tab(2, watchUrl(videoId), { readPage: fails('page-not-responding') });
  ownFetch.mockResolvedValue(new Response(html(page('fresh'))));
  expect(await titleFound()).toBe('fresh');
});

test('what the site gives out now is taken by any clock', async () => {
  ownFetch.mockResolvedValue(new Response(html(page('fresh', { lifeSeconds: -hour }))));
  expect(await titleFound()).toBe('fresh');
});

test('addresses refused before their time: the tab that gave them out is asked last', async () => {
  tab(1, watchUrl(videoId), {
    readPage: says(page('its tab')),
    fetchPage: says(page('fresh')),
  });
  expect(await titleFound({ tabId: 1 }, { doubtful: true })).toBe('fresh');
  tab(1, watchUrl(videoId), undefined);
  fakeBrowser.openTabs = fakeBrowser.openTabs.map((each) => ({
    ...each,
    content: { readPage: says(page('its tab')), fetchPage: fails('network-lost') },
  }));
  expect(await titleFound({ tabId: 1 }, { doubtful: true })).toBe('its tab');
});

test('where no version is named it is the site’s present one, not that of a tab', async () => {
  tab(1, watchUrl(videoId), { readPage: says(page('its tab')), fetchPage: says(page('present')) });
  const found = await findVideo(
    {
      origin: { tabId: 1 },
      videoUrl: watchUrl(videoId),
      formats: [{ formatId: '18-1', itag: 18 }],
      wish: wish('expired'),
    },
    new AbortController().signal,
  );
  expect(found.video.title).toBe('present');
});

test('what the site has changed is not taken from a tab that has not heard of it', async () => {
  tab(1, watchUrl(videoId), {
    readPage: says(page('its tab')),
    fetchPage: says(page('re-encoded', { lastModified: '2' })),
  });
  await expect(find({ tabId: 1 }, { doubtful: true })).rejects.toMatchObject({
    code: 'format-changed',
  });
});

test('a fresh page that merely gives less leaves the word to the tab', async () => {
  const less = { ...page('less'), playerResponse: { videoDetails: { videoId } } };
  tab(1, watchUrl(videoId), { readPage: says(page('its tab')), fetchPage: says(less) });
  expect(await titleFound({ tabId: 1 }, { doubtful: true })).toBe('its tab');
});

test('tabs that sleep are let sleep', async () => {
  tab(1, watchUrl(videoId), { readPage: says(page('asleep')) }, { discarded: true });
  ownFetch.mockResolvedValue(new Response(html(page('fresh'))));
  expect(await titleFound()).toBe('fresh');
});

test('a tab with other cookies never speaks for a job', async () => {
  tab(
    1,
    watchUrl(videoId),
    { readPage: says(page('work')) },
    { cookieStoreId: 'firefox-container-2' },
  );
  tab(
    2,
    watchUrl(videoId),
    { readPage: says(page('private')) },
    { cookieStoreId: 'firefox-private', incognito: true },
  );
  ownFetch.mockResolvedValue(new Response(html(page('ours'))));
  expect(await titleFound({ tabId: 1 })).toBe('ours');
  expect(await titleFound({ tabId: 9, cookieStoreId: 'firefox-container-2' })).toBe('work');
  const privately = { tabId: 9, cookieStoreId: 'firefox-private', isPrivate: true } as const;
  expect(await titleFound(privately)).toBe('private');
});

test('without a network it says so, whatever the tabs lacked: the job waits', async () => {
  tab(1, watchUrl(videoId), {
    readPage: says(page('old', { lifeSeconds: 0 })),
    fetchPage: fails('network-lost'),
  });
  await expect(find()).rejects.toMatchObject({ code: 'network-lost' });
});

test('another version at the site is said, and asked for once', async () => {
  const fetchPage = vi.fn(says(page('re-encoded', { lastModified: '2' })));
  tab(1, 'https://www.youtube.com/', { fetchPage });
  await expect(find()).rejects.toMatchObject({ code: 'format-changed' });
  expect(fetchPage).toHaveBeenCalledTimes(1);
  expect(ownFetch).not.toHaveBeenCalled();
});

test('what the site refuses now outweighs a tab that still shows it', async () => {
  tab(1, watchUrl(videoId), {
    readPage: says(page('old', { lifeSeconds: 0 })),
    fetchPage: says(refusing('LOGIN_REQUIRED')),
  });
  await expect(find()).rejects.toMatchObject({ code: 'login-required' });
});

test('without the site’s permission nothing is tried', async () => {
  fakeBrowser.holdsSites = false;
  tab(1, watchUrl(videoId), { readPage: says(page('its tab')) });
  await expect(find()).rejects.toMatchObject({ code: 'no-permission' });
});

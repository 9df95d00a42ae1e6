import { expect, test } from 'vitest';
import type { Fetch } from '../../../src/extract/youtube/fetch-site-text';
import { fetchWatchPage } from '../../../src/extract/youtube/fetch-watch-page';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { otherId, playable, videoId } from '../../helpers/fake-page-view';

const pageOf = (id: string) =>
  `<script>var ytInitialPlayerResponse = ${JSON.stringify(playable('fetched', id))};</script>`;
const never = () => new AbortController().signal;
const failure = (asked: Promise<unknown>) => asked.catch((thrown: unknown) => thrown);

test('asks the watch page with cookies, past every cache, and follows no redirect', async () => {
  const asked: [string, RequestInit][] = [];
  const fetch: Fetch = async (url, options) => {
    asked.push([url, options]);
    return new Response(pageOf(videoId));
  };
  expect(await fetchWatchPage(fetch, videoId, never())).toMatchObject({
    videoId,
    pageUrl: watchUrl(videoId),
    playerResponse: { videoDetails: { title: 'fetched' } },
  });
  expect(asked).toEqual([
    [
      watchUrl(videoId),
      expect.objectContaining({ credentials: 'include', redirect: 'manual', cache: 'no-store' }),
    ],
  ]);
});

test('a page of another video is not taken for this one’s', async () => {
  const asked = fetchWatchPage(async () => new Response(pageOf(otherId)), videoId, never());
  expect(await failure(asked)).toMatchObject({ code: 'other-video' });
});

test.each([
  [429, 'http-429'],
  [503, 'http-error'],
  [404, 'http-404'],
  [302, 'page-not-reachable'],
])('an answer of %s is %s', async (status, code) => {
  const asked = fetchWatchPage(async () => new Response(null, { status }), videoId, never());
  expect(await failure(asked)).toMatchObject({ code });
});

test('a redirect, of which a fetch tells no more than that, is page-not-reachable', async () => {
  const hidden = new Proxy(new Response(), {
    get: (response, name) => (name === 'type' ? 'opaqueredirect' : Reflect.get(response, name)),
  });
  expect(await failure(fetchWatchPage(async () => hidden, videoId, never()))).toMatchObject({
    code: 'page-not-reachable',
  });
});

test('no answer, and a body that breaks off, are a lost network', async () => {
  const refused = fetchWatchPage(() => Promise.reject(new TypeError('failed')), videoId, never());
  expect(await failure(refused)).toMatchObject({ code: 'network-lost' });
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(pageOf(videoId))),
    pull: (controller) => controller.error(new TypeError('reset')),
  });
  const cut = fetchWatchPage(async () => new Response(broken), videoId, never());
  expect(await failure(cut)).toMatchObject({ code: 'network-lost' });
});

test('so is an answer that does not come in time; a caller that stops is obeyed', async () => {
  const hanging: Fetch = (_url, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  const late = fetchWatchPage(hanging, videoId, AbortSignal.timeout(20));
  expect(await failure(late)).toMatchObject({ code: 'network-lost' });
  const stop = new AbortController();
  const stopped = failure(fetchWatchPage(hanging, videoId, stop.signal));
  stop.abort(new Error('stopped'));
  expect(await stopped).toMatchObject({ message: 'stopped' });
});

test('a page without end is left at ten million characters', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += 1_000_000;
      controller.enqueue(new Uint8Array(1_000_000).fill(32));
    },
  });
  const asked = fetchWatchPage(async () => new Response(endless), videoId, never());
  expect(await failure(asked)).toMatchObject({ code: 'page-data-too-large' });
  expect(sent).toBeLessThan(14_000_000);
});

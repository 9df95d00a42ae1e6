import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { completeJob } from '../../../src/background/complete-job';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import type { JobRequest } from '../../../src/jobs/job';
import { fakeBrowser } from '../../helpers/fake-browser';
import { videoId } from '../../helpers/fake-page-view';
import { jobOf } from '../engine/engine-rig';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

const address = 'https://rr3---sn-own.googlevideo.com/videoplayback?id=1&itag=18&n=unsolved';
const player = {
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId, title: 'A film' },
  streamingData: { formats: [{ itag: 18, lastModified: '1', url: address }] },
};
const watchPage = `<script>var ytInitialPlayerResponse = ${JSON.stringify(player)};
  ytcfg.set({"PLAYER_JS_URL":"/s/player/0123abcd/player_ias.vflset/en_US/base.js"});</script>`;

let page: (signal: AbortSignal) => Promise<Response>;
let script: () => Promise<Response>;
beforeEach(() => {
  page = async () => new Response(watchPage);
  script = async () => new Response(null, { status: 404 });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    if (url === watchUrl(videoId)) return page(init.signal ?? new AbortController().signal);
    return url.endsWith('base.js') ? script() : new Response(null, { status: 404 });
  });
});
afterEach(() => {
  fakeBrowser.reset();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const complete = (more: Partial<JobRequest> = {}) =>
  completeJob(
    jobOf([], {
      videoUrl: watchUrl(videoId),
      origin: {},
      pending: { kind: 'unseen', preset: 'auto', folder: [] },
      ...more,
    }),
  );

test('what it is on the page of many stays with the job', async () => {
  page = async () => new Response(watchPage.replace('&n=unsolved', ''));
  const item = { collection: 'youtube:PL1', id: videoId };
  expect(await complete({ item })).toMatchObject({ item, parts: [{ formatId: '18-1' }] });
});

const typed = {
  name: 'There/As it was typed.mkv',
  conflictAction: 'prompt',
  saveAs: true,
} as const;
const later = { code: 'http-429', message: 'Later.', facts: {} } as const;

test.each([
  { kind: 'refused', wish: { kind: 'choice', choiceId: '18-1' }, error: later },
  { kind: 'refused', wish: { kind: 'preset', preset: 'auto' }, error: later },
  { kind: 'stand-in', preset: 'auto', code: 'http-403' },
] as const)(
  'what was asked for on its page keeps its id, and its file as a person named it: %j',
  async (pending) => {
    page = async () => new Response(watchPage.replace('&n=unsolved', ''));
    const job = await complete({ id: 'youtube:as:pressed', file: typed, pending });
    expect(job).toMatchObject({
      ...{ id: 'youtube:as:pressed', parts: [{ formatId: '18-1' }] },
      file: { ...typed, name: 'There/As it was typed.mp4' },
    });
    expect(job.pending).toBeUndefined();
    expect(job.standsIn).toBe(pending.kind === 'stand-in' ? 'http-403' : undefined);
  },
);

test('a site that asks for patience says when its watch page may be asked again', async () => {
  const headers = { 'retry-after': '300' };
  page = async () => new Response('', { status: 429, headers });
  await expect(complete()).rejects.toMatchObject({
    ...{ code: 'http-429', facts: { retryAfterSeconds: 300 } },
  });
});

test('a script that the network kept back is a lost network; one that the site refuses is not', async () => {
  script = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(complete()).rejects.toMatchObject({ code: 'network-lost' });
  script = async () => new Response(null, { status: 404 });
  await expect(complete()).rejects.toMatchObject({ code: 'player-script-unavailable' });
});

test('a page that takes longer than we wait is one', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() =>
    AbortSignal.abort(new DOMException('The operation timed out.', 'TimeoutError')),
  );
  page = async (signal) => {
    signal.throwIfAborted();
    return new Response(watchPage);
  };
  await expect(complete()).rejects.toMatchObject({ code: 'network-lost' });
});

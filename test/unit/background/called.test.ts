import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerCaller } from '../../../src/background/answer-caller';
import { siteFetch } from '../../../src/background/extract-ports';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import type { JobRequest } from '../../../src/jobs/job';
import { fakeBrowser } from '../../helpers/fake-browser';
import { videoId } from '../../helpers/fake-page-view';
import { streamedResponse } from '../../helpers/page-data';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
// Where containers are, and one background for all windows.
vi.mock('../../../src/platform/session', () => import('../../../src/platform/session.firefox'));
const start = vi.hoisted(() => vi.fn<(job: JobRequest) => void>());
vi.mock('../../../src/background/engine', () => ({
  wakenEngine: async () => ({
    start: async (job: JobRequest) => {
      start(job);
      return { id: job.id, alreadyRunning: false };
    },
  }),
}));

const caller = 'a'.repeat(32);
let answers: Readonly<Record<string, () => Response>> = {};
const asked = vi.fn<(url: string, options?: RequestInit) => void>();
beforeEach(async () => {
  vi.stubGlobal('fetch', async (url: string, options?: RequestInit) => {
    asked(url, options);
    return answers[url]?.() ?? new Response('', { status: 404 });
  });
  await fakeBrowser.storage.local.set({ settings: { callers: [caller] } });
});
afterEach(() => {
  fakeBrowser.reset();
  asked.mockReset();
  start.mockReset();
  vi.unstubAllGlobals();
});

const json = (value: unknown) => () => Response.json(value);
const download = (url: string, quality?: string) =>
  answerCaller(caller, { request: 'download', url, ...(quality === undefined ? {} : { quality }) });
/** Of what the job that was begun is made. */
function partsOfJob(): string {
  const [job] = start.mock.calls[0] ?? [];
  return (job?.parts ?? []).map(({ itag, formatId }) => itag || formatId).join('+');
}

const stream = (itag: number, mimeType: string, height = 0, fps = 0) => ({
  ...{ itag, mimeType, lastModified: '1', contentLength: '1000', bitrate: 1000, height, fps },
  url: `https://rr3---sn-own.googlevideo.com/videoplayback?id=1&itag=${itag}`,
});
const avc = 'video/mp4; codecs="avc1.640028"';
const vp9 = 'video/webm; codecs="vp9"';
const player = {
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId, title: 'A film' },
  streamingData: {
    adaptiveFormats: [
      ...[stream(313, vp9, 2160, 30), stream(303, vp9, 1080, 60), stream(137, avc, 1080, 30)],
      ...[stream(136, avc, 720, 30), stream(135, avc, 480, 30)],
      stream(140, 'audio/mp4; codecs="mp4a.40.2"'),
    ],
  },
};
const watchPageOf = (response: object) =>
  `<script>var ytInitialPlayerResponse = ${JSON.stringify(response)};
  ytcfg.set({"PLAYER_JS_URL":"/s/player/0123abcd/player_ias.vflset/en_US/base.js"});</script>`;
const watchPage = watchPageOf(player);

const file = (name: string, height: number) => ({
  ...{ url: `https://giant.gfycat.com/${name}.mp4`, size: 9, width: (height * 16) / 9, height },
});
const item = {
  gfyId: 'quietharbour',
  content_urls: { mp4: file('Q', 1080), mobile: file('Q-mobile', 480) },
};

describe('the quality that a caller wishes is the one that is saved', () => {
  test.each([
    ['2160', '313+140'],
    ['1080', '303+140'],
    ['720', '136+140'],
    ['480', '135+140'],
    ['audio', '140'],
    ['auto', '137+140'],
    [undefined, '137+140'],
  ])('of YouTube: %s', async (quality, parts) => {
    answers = { [watchUrl(videoId)]: () => new Response(watchPage) };
    expect(await download(watchUrl(videoId), quality)).toMatchObject({ success: true });
    expect(partsOfJob()).toBe(parts);
  });

  test.each([
    ['480', 'quietharbour-mobile.mp4'],
    ['1080', 'quietharbour-mp4.mp4'],
  ])('of another site: %s', async (quality, parts) => {
    answers = { 'https://api.gfycat.com/v1/gfycats/quietharbour': json({ gfyItem: item }) };
    expect(await download('https://gfycat.com/quietharbour', quality)).toMatchObject({
      success: true,
    });
    expect(partsOfJob()).toBe(parts);
  });
});

test('of a site that asks for patience a caller’s job waits, and is nobody’s tab’s', async () => {
  answers = { [watchUrl(videoId)]: () => new Response(watchPageOf(streamedResponse)) };
  const busy = { status: 429, text: '', retryAfter: '90', date: null };
  const page = {
    readSessionInPage: () => '{}',
    mintInPage: () => '{"absent":true}',
    askInnertubeInPage: () => JSON.stringify(busy),
  };
  fakeBrowser.openTabs = [{ id: 1, url: watchUrl(videoId), page }];
  expect(await download(watchUrl(videoId), '1080')).toMatchObject({ success: true });
  const [job] = start.mock.calls[0] ?? [];
  expect(job).toMatchObject({
    ...{ title: 'Streamed', parts: [] },
    pending: {
      kind: 'refused',
      wish: { kind: 'preset', preset: '1080' },
      error: { facts: { status: 429, retryAfterSeconds: 90 } },
    },
  });
  expect(job?.origin).toEqual({});
});

describe('an address that means', () => {
  const code = (expected: string) => expect.objectContaining({ success: false, code: expected });

  test('many things, on a page that we know and on one that we do not', async () => {
    const posts = [1, 2].map((no) => ({ no, tim: no, ext: '.jpg', fsize: 9 }));
    answers = { 'https://a.4cdn.org/g/thread/1.json': json({ posts }) };
    const thread = 'https://boards.4chan.org/g/thread/1';
    expect(await download(thread)).toEqual(code('multiple-objects-returned'));

    const clip = (name: string) => `https://cdn.example/${name}.mp4`;
    const served = () =>
      new Response(Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'), {
        headers: { 'content-type': 'video/mp4' },
      });
    answers = { [clip('one')]: served, [clip('two')]: served };
    const url = 'https://watch.example/two';
    const shown = { title: 'Two', players: [], fetched: [], named: [], described: [] };
    const page = (links: readonly string[]) => ({
      readPageInPage: () => JSON.stringify({ ...shown, links }),
    });
    fakeBrowser.openTabs = [{ id: 1, url, page: page([clip('one'), clip('two')]) }];
    expect(await download(url)).toEqual(code('multiple-objects-returned'));
    fakeBrowser.openTabs = [{ id: 1, url, page: page([clip('one')]) }];
    expect(await download(url)).toMatchObject({ success: true });
  });

  test.each(['ftp://imgur.com/harbr18', 'file:///etc/passwd', 'javascript:alert(1)', 'imgur'])(
    'nothing on the web is refused: %s',
    async (url) => {
      expect(await download(url)).toEqual(code('not-a-video-page'));
      expect(asked).not.toHaveBeenCalled();
    },
  );
});

test.each([
  ['ours', {}, undefined],
  ['a container', { cookieStoreId: 'firefox-container-1' }, 'omit'],
  ['a private window', { isPrivate: true }, 'omit'],
] as const)(
  'a site that is asked for %s gets that session’s cookies or none',
  async (_, origin, sent) => {
    const site = { site: 'gfycat', hosts: ['gfycat.com'] } as const;
    await siteFetch(site, origin)('https://gfycat.com/', {});
    expect(asked.mock.calls.map(([, options]) => options?.credentials)).toEqual([sent]);
  },
);

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renewSources } from '../../../src/background/renew-sources';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { fakeBrowser } from '../../helpers/fake-browser';
import { videoId } from '../../helpers/fake-page-view';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

const host = 'https://rr3---sn-own.googlevideo.com/videoplayback';
const address = `${host}?id=1&itag=18&mn=sn-own,sn-other&fvip=5&expire=4000000000`;
const format = { itag: 18, lastModified: '1600000000000001', contentLength: 5000 };

/** What the site answers to the watch page, and to the player's script. */
let answers: { page: object; script: () => Promise<Response> };
beforeEach(() => {
  answers = { page: {}, script: () => Promise.reject(new TypeError('Failed to fetch')) };
  vi.stubGlobal('fetch', async (url: string) =>
    url === watchUrl(videoId)
      ? new Response(`<script>var ytInitialPlayerResponse = ${JSON.stringify(answers.page)};
          ytcfg.set({"PLAYER_JS_URL":"/s/player/0123abcd/player_ias.vflset/en_US/base.js"});</script>`)
      : url.endsWith('/generate_204')
        ? new Response(null, { status: 204 })
        : answers.script(),
  );
});
afterEach(() => {
  fakeBrowser.reset();
  vi.unstubAllGlobals();
});

const offering = (...formats: object[]) => ({
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId, title: 'A film' },
  streamingData: { formats },
});
const wish = {
  before: { tier: 'page-address', doubt: { kind: 'expired' } },
  failed: [],
} as const;
const renew = (version: object = {}) =>
  renewSources({
    origin: { tabId: 1 },
    videoUrl: watchUrl(videoId),
    formats: [{ formatId: '18-1500000000000000', itag: 18, ...version }],
    wish,
  });

test('answers under the id that was asked, with mirrors and the version that lies there', async () => {
  answers.page = offering({ ...format, url: address });
  const { sources, notes } = await renew();
  expect(sources).toEqual({
    '18-1500000000000000': {
      source: {
        kind: 'url',
        url: address,
        mirrors: [address.replace('rr3---sn-own', 'rr5---sn-other')],
      },
      lastModified: '1600000000000001',
      contentLength: 5000,
    },
  });
  expect(notes).toEqual([]);
});

test('another version is not answered with', async () => {
  answers.page = offering({ ...format, url: address });
  await expect(renew({ lastModified: '1500000000000000' })).rejects.toMatchObject({
    code: 'format-changed',
  });
});

test('a format that lost its address has none to answer with', async () => {
  answers.page = offering({ ...format, url: address }, { ...format, itag: 22 });
  const asked = renewSources({
    origin: {},
    videoUrl: watchUrl(videoId),
    formats: [{ formatId: '22', itag: 22 }],
    wish,
  });
  await expect(asked).rejects.toMatchObject({ code: 'streaming-only' });
});

test('a script that the network kept back is a lost network; one that the site refuses is not', async () => {
  answers.page = offering({ ...format, url: `${address}&n=unsolved` });
  await expect(renew()).rejects.toMatchObject({ code: 'network-lost' });
  answers.script = async () => new Response(null, { status: 404 });
  await expect(renew()).rejects.toMatchObject({ code: 'player-script-unavailable' });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { saveCaptions } from '../../../src/background/save-captions';
import { readCaptions } from '../../../src/extract/youtube/read-captions';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { fakeBrowser } from '../../helpers/fake-browser';
import { playable, videoId } from '../../helpers/fake-page-view';
import { pageData } from '../../helpers/page-data';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
const lendText = vi.fn(async (_lent: { text: string }) => ({ url: 'blob:lent' }));
vi.mock('../../../src/background/engine', () => ({
  wakenEngine: async () => ({ lendText }),
  runningEngine: async () => undefined,
}));

const page = pageData({
  playerResponse: {
    ...playable('A film'),
    captions: {
      playerCaptionsTracklistRenderer: {
        captionTracks: [
          {
            baseUrl: `https://www.youtube.com/api/timedtext?v=${videoId}&lang=en`,
            ...{ vssId: '.en', languageCode: 'en', name: { simpleText: 'English' } },
          },
        ],
      },
    },
  },
});
const [track] = readCaptions(page);
const token = (mint: number) => `token-of-the-page-${mint}`;
const words = JSON.stringify({
  events: [{ tStartMs: 0, dDurationMs: 900, segs: [{ utf8: 'Hi' }] }],
});

/** The tokens that came with each request, and the one that is trusted. */
let asked: (string | null)[];
let trusted: string;
beforeEach(() => {
  asked = [];
  let mints = 0;
  fakeBrowser.openTabs.push({
    id: 1,
    url: watchUrl(videoId),
    content: {
      readPage: () => ({ ok: true, value: page }),
      fetchCaptions: ({ url }: { url: string }) => {
        const sent = new URL(url).searchParams.get('pot');
        asked.push(sent);
        return { ok: true, value: sent === trusted ? words : '' };
      },
    },
    page: {
      readInitialDataInPage: () => '{}',
      mintInPage: () => {
        mints += 1;
        return JSON.stringify({ token: token(mints) });
      },
    },
  });
});
afterEach(() => {
  fakeBrowser.reset();
});

const save = () =>
  saveCaptions({
    ...{ tabId: 1, videoId, captionId: track?.id ?? '' },
    ...{ format: 'vtt', fileName: 'A film' },
  });

test('an answer without a word is asked for again with a token, and with one that is minted anew', async () => {
  trusted = token(2);
  await save();
  expect(asked).toEqual([null, token(1), token(2)]);
  expect(lendText.mock.calls[0]?.[0].text).toContain('Hi');
});

test('the second token is the last: then there are no words', async () => {
  trusted = 'none';
  await expect(save()).rejects.toMatchObject({ code: 'captions-empty' });
  expect(asked).toEqual([null, token(1), token(2)]);
});

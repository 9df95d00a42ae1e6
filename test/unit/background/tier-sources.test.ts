import { afterEach, expect, test, vi } from 'vitest';
import { identityOf } from '../../../src/background/same-formats';
import { type TierContext, tierSources } from '../../../src/background/tier-sources';
import { readFormats } from '../../../src/extract/youtube/read-formats';
import type { Tier } from '../../../src/extract/youtube/tiers';
import { videoId } from '../../helpers/fake-page-view';
import { media, pageData, streamedResponse } from '../../helpers/page-data';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
afterEach(() => {
  vi.restoreAllMocks();
});

/** Five seconds of advertisements come first. */
const adPlacements = [
  {
    adPlacementRenderer: {
      config: { adPlacementConfig: { kind: 'AD_PLACEMENT_KIND_START' } },
      renderer: { instreamVideoAdRenderer: { skipOffsetMilliseconds: 5_000 } },
    },
  },
];
const { streamingData } = streamedResponse;
/** When the addresses of `streamedResponse` were made, by what they say. */
const madeAt = (1_780_890_130 - 21_540) * 1000;
const readAt = madeAt - 60_000;
const answeredAt = madeAt - 56_000;

/** From when the format, else the picture, may be asked for, where the site answers so four seconds after the page was read. */
async function notBefore(
  tier: Tier,
  answer: object,
  page: object,
  more: Partial<TierContext>,
  itag = 137,
) {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(readAt);
  const ofPage = pageData({ sts: 20_000, clientNumber: 1, playerResponse: page });
  const wanted = readFormats(ofPage).formats.filter((format) => format.itag === itag);
  const [fresh] = await tierSources(tier, {
    ...{ page: ofPage, session: undefined, readAt, wanted: wanted.map(identityOf) },
    askInnertube: async () => {
      clock.mockReturnValue(answeredAt);
      return answer;
    },
    decipher: async ({ ns }) => ({ signatures: new Map(), ns: new Map(ns.map((n) => [n, n])) }),
    embedFlags: async () => undefined,
    tokenFor: async () => 'token-of-the-page',
    signal: new AbortController().signal,
    ...more,
  });
  const source = fresh?.source;
  if (source?.kind === 'sabr') return source.source.notBefore;
  return source?.kind === 'url' ? source.notBefore : 'another kind';
}

const withAds = { ...streamedResponse, adPlacements };

test('the page’s own stream is waited for from when the page was read', async () => {
  expect(await notBefore('sabr', {}, withAds, {})).toBe(readAt + 5_000);
});

test('so is its own address', async () => {
  expect(await notBefore('itag-18', {}, withAds, {}, 18)).toBe(readAt + 5_000);
  expect(await notBefore('itag-18', {}, streamedResponse, {}, 18)).toBeUndefined();
});

test('a stream that was asked for anew is waited for by its own answer, from when it came', async () => {
  const reload = { reloadToken: 'again' };
  expect(await notBefore('sabr', withAds, streamedResponse, reload)).toBe(answeredAt + 5_000);
  expect(await notBefore('sabr', streamedResponse, withAds, reload)).toBeUndefined();
});

test('what a client gave is waited for by its own answer', async () => {
  const adaptiveFormats = streamingData.adaptiveFormats.map((format) => ({
    ...format,
    url: media(`c=VISIONOS&itag=${format.itag}`),
  }));
  const answer = {
    ...{ playabilityStatus: { status: 'OK' }, videoDetails: { videoId } },
    streamingData: { adaptiveFormats },
  };
  const wait = (said: object) => notBefore('client:VISIONOS', said, withAds, {});
  expect(await wait({ ...answer, adPlacements })).toBe(answeredAt + 5_000);
  expect(await wait(answer)).toBeUndefined();
  // A client may stream as the page does.
  const streamed = notBefore('client:WEB_CREATOR', withAds, streamedResponse, {});
  expect(await streamed).toBe(answeredAt + 5_000);
});

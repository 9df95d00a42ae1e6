import * as v from 'valibot';
import { expect, test } from 'vitest';
import { adsSchema, adWaitSeconds, availableAt } from '../../../src/extract/youtube/ad-wait';
import { pageAvailableAt } from '../../../src/extract/youtube/page-available-at';
import { pageData, streamedResponse } from '../../helpers/page-data';

const wait = (response: unknown) => adWaitSeconds(v.parse(adsSchema, response));
const ad = (more: object) => ({ instreamVideoAdRenderer: more });
const placed = (renderer: unknown, kind = 'AD_PLACEMENT_KIND_START') => ({
  adPlacementRenderer: { config: { adPlacementConfig: { kind } }, renderer },
});
const slot = (renderingContent: unknown, triggerEvent = 'SLOT_TRIGGER_EVENT_BEFORE_CONTENT') => ({
  adSlotRenderer: {
    adSlotMetadata: { triggerEvent },
    fulfillmentContent: {
      fulfilledLayout: { playerBytesAdLayoutRenderer: { renderingContent } },
    },
  },
});
const inTurn = (...ads: object[]) => ({
  playerBytesSequentialLayoutRenderer: {
    sequentialLayouts: ads.map((renderingContent) => ({
      playerBytesAdLayoutRenderer: { renderingContent },
    })),
  },
});

test.each([
  ['none', {}, 0],
  ['its length', { adPlacements: [placed(ad({ playerVars: 'x=1&length_seconds=15' }))] }, 15],
  [
    'until it can be skipped',
    {
      adPlacements: [
        placed(ad({ skipOffsetMilliseconds: 5_500, playerVars: 'length_seconds=90' })),
      ],
    },
    5.5,
  ],
  [
    'none that comes later',
    {
      adPlacements: [placed(ad({ playerVars: 'length_seconds=15' }), 'AD_PLACEMENT_KIND_END')],
      adSlots: [slot(ad({ playerVars: 'length_seconds=15' }), 'SLOT_TRIGGER_EVENT_AFTER_CONTENT')],
    },
    0,
  ],
  [
    'one after the other',
    {
      adSlots: [
        slot(inTurn(ad({ playerVars: 'length_seconds=6' }), ad({ skipOffsetMilliseconds: 5_000 }))),
        slot(ad({ playerVars: 'length_seconds=4' })),
      ],
      adPlacements: [placed(ad({ playerVars: 'length_seconds=20' }))],
    },
    35,
  ],
  ['what says nothing of its length', { adPlacements: [placed(ad({})), placed({ other: {} })] }, 0],
  ['nonsense', { adPlacements: 'x', adSlots: [7, { adSlotRenderer: 1 }, slot(ad({}))] }, 0],
  [
    'nonsense for numbers',
    {
      adPlacements: [
        placed(ad({ playerVars: 'length_seconds=-5' })),
        placed(ad({ playerVars: 'length_seconds=1e9' })),
        placed(ad({ skipOffsetMilliseconds: -1 })),
      ],
    },
    0,
  ],
  [
    'no more than can be true',
    { adPlacements: [placed(ad({ playerVars: 'length_seconds=999999' }))] },
    600,
  ],
])('ads before the video, %s', (_, response, seconds) => {
  expect(wait(response)).toBe(seconds);
});

test('addresses are good once the ads have had their time, counted from when they were made', () => {
  const now = 1_780_868_530_000;
  const issued = {
    adWaitSeconds: 15,
    // Six hours from when it was made: a minute more than it says.
    expiresAt: now + 21_600_000,
    expiresInSeconds: 21_540,
    isLive: false,
    readAt: now,
  };
  expect(availableAt(issued)).toBe(now + 15_000);
  const open = { ...issued, readAt: now + 600_000 };
  expect(availableAt(open)).toBe(now + 60_000 + 15_000);
  expect(availableAt({ ...open, expiresAt: undefined })).toBe(now + 615_000);
  expect(availableAt({ ...open, expiresInSeconds: undefined })).toBe(now + 615_000);
  expect(availableAt({ ...issued, adWaitSeconds: 0 })).toBeUndefined();
  expect(availableAt({ ...issued, isLive: true })).toBeUndefined();
});

test("the page's own response is as old as its addresses, streamed or not", () => {
  const now = 1_780_890_130_000 - 21_540_000 + 3_600_000;
  const at = (response: object, seconds: number) => {
    const first = ad({ playerVars: `length_seconds=${seconds}` });
    const adPlacements = seconds > 0 ? [placed(first)] : [];
    return pageAvailableAt(pageData({ playerResponse: { ...response, adPlacements } }), now);
  };
  expect(at(streamedResponse, 15)).toBe(now - 3_600_000 + 15_000);
  const { formats: _18, ...streamed } = streamedResponse.streamingData;
  expect(at({ ...streamedResponse, streamingData: streamed }, 15)).toBe(now - 3_600_000 + 15_000);
  expect(at({}, 15)).toBe(now + 15_000);
  expect(at(streamedResponse, 0)).toBeUndefined();
});

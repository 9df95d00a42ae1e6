import type { JsonObject } from '../pages/json';
import type { SabrIssue } from './issue-sabr';

/** In `streamingData`, beside formats without addresses (facts §1.1). */
export const sabrStreamingData = ({ url }: SabrIssue): JsonObject => ({
  serverAbrStreamingUrl: url,
});

/** In the response itself: the configuration, and the advertisements that are waited for (facts §1.1, §1.5). */
export const sabrResponse = ({ config, adSeconds }: SabrIssue): JsonObject => ({
  playerConfig: {
    audioConfig: { loudnessDb: 0.5 },
    mediaCommonConfig: {
      dynamicReadaheadConfig: { maxReadAheadMediaTimeMs: 120_000 },
      mediaUstreamerRequestConfig: { videoPlaybackUstreamerConfig: config },
    },
  },
  ...(adSeconds > 0 && { adPlacements: [beforeTheVideo(adSeconds)], adSlots: [slot(adSeconds)] }),
});

const beforeTheVideo = (seconds: number): JsonObject => ({
  adPlacementRenderer: {
    config: { adPlacementConfig: { kind: 'AD_PLACEMENT_KIND_START' } },
    renderer: { instreamVideoAdRenderer: skippableAfter(seconds / 2) },
  },
});

const slot = (seconds: number): JsonObject => ({
  adSlotRenderer: {
    adSlotMetadata: { triggerEvent: 'SLOT_TRIGGER_EVENT_BEFORE_CONTENT' },
    fulfillmentContent: {
      fulfilledLayout: {
        playerBytesAdLayoutRenderer: {
          renderingContent: { instreamVideoAdRenderer: wholly(seconds / 2) },
        },
      },
    },
  },
});

const skippableAfter = (seconds: number): JsonObject => ({
  skipOffsetMilliseconds: seconds * 1000,
  playerVars: 'length_seconds=3600',
});

const wholly = (seconds: number): JsonObject => ({
  playerVars: new URLSearchParams({ length_seconds: String(seconds), kind: 'ad' }).toString(),
});

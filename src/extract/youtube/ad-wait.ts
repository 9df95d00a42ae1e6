import * as v from 'valibot';
import { list, numeric, optional, text } from './page-fields';

/**
 * Before the ads that a player would show first have had their time, media addresses of the same
 * response answer 403 (youtube.md §1.5, yt-dlp's rule of 2026-06).
 */

const mostAds = 50;
/** A page that claims more is not believed: real ones stay under four minutes. */
const longestWaitSeconds = 600;

const adSchema = v.object({
  /** When the person may skip it: then nobody waits for its end. */
  skipOffsetMilliseconds: optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  /** A query string; `length_seconds` is in it. */
  playerVars: optional(text(50_000)),
});
const contentSchema = v.object({ instreamVideoAdRenderer: optional(adSchema) });
const layoutSchema = v.object({
  ...contentSchema.entries,
  playerBytesSequentialLayoutRenderer: optional(
    v.object({
      sequentialLayouts: list(
        v.object({ playerBytesAdLayoutRenderer: v.object({ renderingContent: contentSchema }) }),
        mostAds,
      ),
    }),
  ),
});

/** The branches of a player response that tell of ads before the video; others are dropped. */
export const adsSchema = v.object({
  adPlacements: optional(
    list(
      v.object({
        adPlacementRenderer: v.object({
          config: v.object({
            adPlacementConfig: v.object({ kind: v.literal('AD_PLACEMENT_KIND_START') }),
          }),
          renderer: contentSchema,
        }),
      }),
      mostAds,
    ),
  ),
  adSlots: optional(
    list(
      v.object({
        adSlotRenderer: v.object({
          adSlotMetadata: v.object({
            triggerEvent: v.literal('SLOT_TRIGGER_EVENT_BEFORE_CONTENT'),
          }),
          fulfillmentContent: v.object({
            fulfilledLayout: v.object({
              playerBytesAdLayoutRenderer: v.object({ renderingContent: layoutSchema }),
            }),
          }),
        }),
      }),
      mostAds,
    ),
  ),
});
type Ads = v.InferOutput<typeof adsSchema>;

/** Seconds for which the response's addresses are not good yet; 0 where no ads come first. */
export function adWaitSeconds({ adPlacements = [], adSlots = [] }: Ads): number {
  const placed = adPlacements.map(({ adPlacementRenderer }) => adPlacementRenderer.renderer);
  const slotted = adSlots.flatMap(({ adSlotRenderer }) => {
    const { renderingContent } =
      adSlotRenderer.fulfillmentContent.fulfilledLayout.playerBytesAdLayoutRenderer;
    const inTurn = renderingContent.playerBytesSequentialLayoutRenderer?.sequentialLayouts ?? [];
    return [
      renderingContent,
      ...inTurn.map(({ playerBytesAdLayoutRenderer: ad }) => ad.renderingContent),
    ];
  });
  const seconds = [...placed, ...slotted].map((content) =>
    lengthOf(content.instreamVideoAdRenderer),
  );
  return Math.min(
    longestWaitSeconds,
    seconds.reduce((sum, each) => sum + each, 0),
  );
}

function lengthOf(ad: v.InferOutput<typeof adSchema> | undefined): number {
  if (ad === undefined) return 0;
  if (ad.skipOffsetMilliseconds !== undefined) return ad.skipOffsetMilliseconds / 1000;
  const stated = new URLSearchParams(ad.playerVars ?? '').getAll('length_seconds').at(-1);
  const length = v.safeParse(numeric, stated);
  return length.success ? length.output : 0;
}

/** What a wait is counted from. */
export interface IssuedResponse {
  readonly adWaitSeconds: number;
  /** Of any of its addresses, milliseconds since 1970, and the seconds it is good for. */
  readonly expiresAt: number | undefined;
  readonly expiresInSeconds: number | undefined;
  readonly isLive: boolean;
  /** Milliseconds since 1970, when it was read at the latest. */
  readonly readAt: number;
}

/**
 * From when the addresses are good, in milliseconds since 1970; `undefined` where they are at once. A page
 * may have stood open for long: its response is as old as its addresses say (they state a minute less
 * than they live, so the wait errs by a minute at most, and on the safe side).
 */
export function availableAt(issued: IssuedResponse): number | undefined {
  const { adWaitSeconds: wait, expiresAt, expiresInSeconds, isLive, readAt } = issued;
  if (isLive || wait === 0) return undefined;
  const stated =
    expiresAt === undefined || expiresInSeconds === undefined
      ? readAt
      : expiresAt - expiresInSeconds * 1000;
  return Math.min(readAt, stated) + wait * 1000;
}

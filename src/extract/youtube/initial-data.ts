import * as v from 'valibot';
import { list, numeric, optional, sentence, text } from './page-fields';

/** Of one video. The site shows no more than a hundred. */
const mostChapters = 500;

const chapters = list(
  v.pipe(
    v.object({ chapterRenderer: v.object({ title: sentence, timeRangeStartMillis: numeric }) }),
    v.transform(({ chapterRenderer: { title, timeRangeStartMillis } }) => ({
      title,
      startMs: timeRangeStartMillis,
    })),
  ),
  mostChapters,
);

const markers = list(
  v.pipe(
    v.object({
      macroMarkersListItemRenderer: v.object({
        title: sentence,
        onTap: v.object({ watchEndpoint: v.object({ startTimeSeconds: numeric }) }),
      }),
    }),
    v.transform(({ macroMarkersListItemRenderer: { title, onTap } }) => ({
      title,
      startMs: onTap.watchEndpoint.startTimeSeconds * 1000,
    })),
  ),
  mostChapters,
);

/** `ytInitialData` of a watch page, as far as it tells of the video itself. */
export const initialDataSchema = v.object({
  playerOverlays: optional(
    v.object({
      playerOverlayRenderer: v.object({
        decoratedPlayerBarRenderer: v.object({
          decoratedPlayerBarRenderer: v.object({
            playerBar: v.object({
              chapteredPlayerBarRenderer: optional(v.object({ chapters })),
              multiMarkersPlayerBarRenderer: optional(
                v.object({
                  markersMap: list(v.object({ key: text(100), value: v.object({ chapters }) }), 20),
                }),
              ),
            }),
          }),
        }),
      }),
    }),
  ),
  engagementPanels: optional(
    list(
      v.object({
        engagementPanelSectionListRenderer: v.object({
          content: v.object({ macroMarkersListRenderer: v.object({ contents: markers }) }),
        }),
      }),
      50,
    ),
  ),
});

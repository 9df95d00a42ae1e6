import type { Shape } from './copy-shape';

const text: Shape = { simpleText: 1, runs: [{ text: 1 }] };
const chapter: Shape = { chapterRenderer: { title: text, timeRangeStartMillis: 1 } };

/** The branches of `ytInitialData` that anything of ours reads. */
export const initialDataShape = {
  /** Whose page it is: the site leaves it behind when it goes on to another video. */
  currentVideoEndpoint: { watchEndpoint: { videoId: 1 } },
  playerOverlays: {
    playerOverlayRenderer: {
      decoratedPlayerBarRenderer: {
        decoratedPlayerBarRenderer: {
          playerBar: {
            chapteredPlayerBarRenderer: { chapters: [chapter] },
            multiMarkersPlayerBarRenderer: {
              markersMap: [{ key: 1, value: { chapters: [chapter] } }],
            },
          },
        },
      },
    },
  },
  engagementPanels: [
    {
      engagementPanelSectionListRenderer: {
        content: {
          macroMarkersListRenderer: {
            contents: [
              {
                macroMarkersListItemRenderer: {
                  title: text,
                  onTap: { watchEndpoint: { startTimeSeconds: 1 } },
                },
              },
            ],
          },
        },
      },
    },
  ],
} as const satisfies Shape;

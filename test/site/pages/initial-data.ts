import type { JsonObject } from './json';
import { channelId, type WatchPage } from './watch-page';

/** `ytInitialData`: what stands around the player. A big object with the same words in its strings, and the chapters. */
export const initialData = ({ shown, links, isPremium }: WatchPage): JsonObject => ({
  topbar: topbar(isPremium),
  currentVideoEndpoint: { watchEndpoint: { videoId: shown.id } },
  contents: {
    twoColumnWatchNextResults: {
      results: {
        ...{ title: shown.title, description: shown.description },
        // Where the comments would be.
        ...(shown.traits?.includes('for-kids') && {
          message: 'Comments are turned off for content made for kids.',
        }),
      },
      secondaryResults: links.map(({ id, title, channel }) => ({
        compactVideoRenderer: { videoId: id, title, channelId: channelId(channel) },
      })),
    },
  },
  ...(shown.chapters && { playerOverlays: playerBar(shown.chapters) }),
});

const topbar = (isPremium: boolean): JsonObject => ({
  desktopTopbarRenderer: {
    logo: {
      topbarLogoRenderer: {
        iconImage: { iconType: isPremium ? 'YOUTUBE_PREMIUM_LOGO' : 'YOUTUBE_LOGO' },
      },
    },
  },
});

const playerBar = (chapters: NonNullable<WatchPage['shown']['chapters']>): JsonObject => ({
  playerOverlayRenderer: {
    decoratedPlayerBarRenderer: {
      decoratedPlayerBarRenderer: {
        playerBar: {
          multiMarkersPlayerBarRenderer: {
            visibleOnLoad: { key: 'DESCRIPTION_CHAPTERS' },
            markersMap: [
              { key: 'HEATSEEKER', value: { heatmap: {} } },
              {
                key: 'DESCRIPTION_CHAPTERS',
                value: {
                  chapters: chapters.map(({ startMs, title }) => ({
                    chapterRenderer: {
                      title: { simpleText: title },
                      timeRangeStartMillis: startMs,
                    },
                  })),
                },
              },
            ],
          },
        },
      },
    },
  },
});

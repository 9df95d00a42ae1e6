import type { Json, JsonObject } from '../pages/json';
import type { SiteList } from './site-lists';

type ListVideo = SiteList['videos'][number];

const lockup = ({ id, title }: ListVideo): JsonObject => ({
  lockupViewModel: {
    contentImage: {
      thumbnailViewModel: {
        image: { sources: [{ url: `https://i.ytimg.com/vi/${id}/hqdefault.jpg`, width: 336 }] },
        overlays: [
          {
            thumbnailBottomOverlayViewModel: {
              badges: [{ thumbnailBadgeViewModel: { text: '1:02:03' } }],
            },
          },
        ],
      },
    },
    metadata: { lockupMetadataViewModel: { title: { content: title } } },
    contentId: id,
    contentType: 'LOCKUP_CONTENT_TYPE_VIDEO',
  },
});

const renderer = ({ id, title }: ListVideo): JsonObject => ({
  playlistVideoRenderer: {
    videoId: id,
    title: { runs: [{ text: title }] },
    lengthText: { simpleText: '4:05' },
    lengthSeconds: '245',
    isPlayable: true,
  },
});

const command = (token: string): JsonObject => ({
  continuationCommand: { token, request: 'CONTINUATION_REQUEST_TYPE_BROWSE' },
});

/** The videos from one on, and what asks for those behind them. */
export function listItems({ id, form, pageSize, videos }: SiteList, from: number): Json[] {
  const page = videos.slice(from, from + pageSize);
  const token = from + pageSize < videos.length ? tokenFor(id, from + pageSize) : undefined;
  if (form === 'renderers') {
    const more = {
      continuationEndpoint: {
        commandExecutorCommand: { commands: [{ playlistVotingRefresh: {} }, command(token ?? '')] },
      },
    };
    return [...page.map(renderer), ...(token ? [{ continuationItemRenderer: more }] : [])];
  }
  const items = page.map((video) =>
    form === 'grid' ? { richItemRenderer: { content: lockup(video) } } : lockup(video),
  );
  if (token === undefined) return items;
  const more =
    form === 'grid'
      ? { continuationItemRenderer: { continuationEndpoint: command(token) } }
      : {
          continuationItemViewModel: { continuationCommand: { innertubeCommand: command(token) } },
        };
  return [...items, more];
}

export const tokenFor = (list: string, from: number): string =>
  Buffer.from(JSON.stringify({ list, from })).toString('base64url');

export function readToken(token: string): { list: string; from: number } | undefined {
  try {
    const { list, from } = JSON.parse(Buffer.from(token, 'base64url').toString());
    return { list: String(list), from: Number(from) };
  } catch {
    return undefined;
  }
}

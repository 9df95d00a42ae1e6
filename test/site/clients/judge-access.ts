import type { Viewer } from '../accounts/accounts';
import { type Trouble, troubles } from '../pages/troubles';
import type { VideoSpec, VideoTrait } from '../video-spec';
import type { SiteClient } from './site-clients';

/** Why somebody is not given a video, as this client (absent: the page) is told it; undefined where he is. */
export function accessTrouble(
  { traits = [] }: Pick<VideoSpec, 'traits'>,
  viewer: Viewer,
  client: Pick<SiteClient, 'keptFrom'> | undefined,
): Trouble | undefined {
  const has = (trait: VideoTrait): boolean => traits.includes(trait);
  if (has('members-only') && !viewer.isMember) return troubles['members-only'];
  if (!client) return has('for-adults') && !viewer.isOfAge ? troubles['age-status'] : undefined;
  const kept = client.keptFrom.find(has);
  return kept && refusals[kept];
}

const unplayable = (reason: string, subreason?: string): Trouble => ({
  playability: {
    ...{ status: 'UNPLAYABLE', reason },
    ...(subreason !== undefined && {
      errorScreen: {
        playerErrorMessageRenderer: {
          reason: { simpleText: reason },
          subreason: { simpleText: subreason },
        },
      },
    }),
  },
});

/** In the words that the site has for each. */
export const notEmbeddable = unplayable(
  'Video unavailable',
  'Playback on other websites has been disabled by the video owner',
);

const refusals: Readonly<Partial<Record<VideoTrait, Trouble>>> = {
  'for-adults': troubles['age-status'],
  'for-kids': unplayable('This video is not available'),
  'not-embeddable': notEmbeddable,
};

import { clips } from './media/clips';
import type { VideoSpec } from './video-spec';

/** What playlists name: a broadcast, one that is just over, and a video that one client is told playlists of and nothing else. */
const listed: readonly Pick<
  VideoSpec,
  'id' | 'title' | 'description' | 'trouble' | 'broadcast' | 'expects'
>[] = [
  {
    ...{ id: 'live2026now', title: 'A show that is going on', description: 'Twenty-four seconds.' },
    ...{ trouble: 'live-now', broadcast: 'moving', expects: ['saved'] },
  },
  {
    ...{ id: 'live2026ovr', title: 'A show that has just ended', description: 'All of it.' },
    ...{ trouble: 'live-over', broadcast: 'whole', expects: ['saved'] },
  },
  {
    ...{ id: 'list2026onl', title: 'By playlists only', description: 'For VISIONOS.' },
    ...{ trouble: 'sabr-only', broadcast: 'whole', expects: ['saved', 'streaming-only'] },
  },
];

export const liveVideos = listed.map(
  (video): VideoSpec => ({
    ...{ era: '2026', channel: 'Broadcasts', clip: clips.canyon, itags: [134, 140] },
    ...{ signing: 'url', delivery: 'inline', ...video },
  }),
);

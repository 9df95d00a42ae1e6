import { hostileVideos } from './catalogue-hostile';
import { liveVideos } from './catalogue-live';
import { ordinaryVideos } from './catalogue-ordinary';
import { sabrVideos } from './catalogue-sabr';
import { troubledVideos } from './catalogue-troubled';
import type { VideoSpec } from './video-spec';

/** Every video of the site. */
export const catalogue: readonly VideoSpec[] = [
  ...ordinaryVideos,
  ...sabrVideos,
  ...liveVideos,
  ...troubledVideos,
  ...hostileVideos,
];

const byId = new Map(catalogue.map((video) => [video.id, video]));

export const videoById = (id: string): VideoSpec | undefined => byId.get(id);

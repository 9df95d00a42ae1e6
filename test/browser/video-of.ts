import { videoById } from '../site/catalogue';
import type { VideoSpec } from '../site/video-spec';

/** What the site shows under this id. */
export function videoOf(id: string): VideoSpec {
  const video = videoById(id);
  if (video === undefined) throw new Error(`The site has no video ${id}.`);
  return video;
}

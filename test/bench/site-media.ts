import type { MediaFile } from '../site/media/make-media';
import type { Site } from '../site/start-site';

/** The file behind a format of the site, made now where it is missing. */
export function siteMedia({ videos }: Site, videoId: string, itag: number): Promise<MediaFile> {
  const video = videos.find(({ id }) => id === videoId);
  const format = video?.formats.find((candidate) => candidate.itag === itag);
  if (format === undefined) throw new Error(`The site has no itag ${itag} of ${videoId}.`);
  return format.file();
}

import { videoIdOf } from './youtube/video-id';

/** A site whose pages we read. */
export interface Extractor {
  readonly site: 'youtube';
  /** The id of the one video that the address shows; `undefined` where it shows none. */
  videoIdOf(url: string): string | undefined;
}

const extractors: readonly Extractor[] = [{ site: 'youtube', videoIdOf }];

/** The extractor for the video on a page, by the page's address. */
export function findExtractor(url: string): Extractor | undefined {
  return extractors.find((extractor) => extractor.videoIdOf(url) !== undefined);
}

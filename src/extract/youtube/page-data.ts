/**
 * A YouTube page's own data as the border guard let it through: every string bounded, every number a
 * number, nothing else. `schema.ts` makes it from what the page world answered; `read-video.ts` makes
 * a Video of it.
 */
export interface PageData {
  readonly site: 'youtube';
  /** Of the tab when the page was read. */
  readonly pageUrl: string;
  /** Taken from the URL; `videoDetails.videoId` was found equal to it. */
  readonly videoId: string;
}

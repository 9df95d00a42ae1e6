/** Where a list of segments is read, and read anew. */
export type SegmentSource =
  | { readonly protocol: 'hls'; readonly url: string }
  /** `track`: which of the manifest's, by its id there. */
  | { readonly protocol: 'dash'; readonly url: string; readonly track: string };

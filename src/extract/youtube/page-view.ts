/** What a player on the page says of the video it plays. */
export interface PlayerState {
  /** Of `getPlayerResponse()`. */
  readonly response: unknown;
  /** `video_id` of `getVideoData()`: said even of videos that the player refuses. */
  readonly videoId: unknown;
}

/** What the page reader needs of a page: the real one in the MAIN world, a captured one in tests and commands. */
export interface PageView {
  /** The address now: an SPA navigation changes it. */
  readonly url: string;
  /** The address the document was loaded from: what stands in its text is of this video. */
  readonly loadedUrl: string;
  /** A property of `window`. */
  global(name: string): unknown;
  /** The page's own players: an SPA navigation leaves the one of Shorts beside the one of watch pages. */
  players(): readonly PlayerState[];
  /** The inline scripts' text, bounded. */
  text(): string;
  metaContent(property: string): string | undefined;
  /** What the page says in the player's place (2013–2019); `undefined` where it says nothing. */
  notice(): string | undefined;
}

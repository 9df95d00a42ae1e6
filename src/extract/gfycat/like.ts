import type { Site } from '../video';

/** A site that speaks the API of gfycat: `api.DOMAIN/v1/gfycats/ID` answers with where an item's files lie. */
export interface GfycatLike {
  readonly site: Site;
  readonly name: string;
  readonly domain: string;
  /** What stands before the id in its pages' paths, the usual one first. */
  readonly pages: readonly [string, ...string[]];
  /** It answers no more. */
  readonly isClosed?: true;
}

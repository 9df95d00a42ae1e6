import type { ListPage } from '../extract/youtube/fetch-list-page';
import type { PageData } from '../extract/youtube/page-data';

/** Received by the content script; sent by the background. */
export type ContentRequests = {
  /** Asks the page world, parses the answer. Fails with a code of the page's family. */
  readPage(request: Record<never, never>): PageData;
  /**
   * Fetches the video's watch page anew with the tab's session, and parses it; whatever the tab itself
   * shows. Fails with page-not-reachable where the tab is not on the watch pages' host.
   */
  fetchPage(request: { videoId: string }): PageData;
  /** A playlist's or channel's page, fetched with the tab's session, and what it lists. */
  fetchList(request: { url: string }): ListPage;
  /** The text at a caption's address, in the tab's session. */
  fetchCaptions(request: { url: string }): string;
};

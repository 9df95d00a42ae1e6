import type { PageData } from '../extract/youtube/page-data';

/** Received by the content script; sent by the background. */
export type ContentRequests = {
  /** Asks the page world, parses the answer. Fails with a code of the page's family. */
  readPage(request: Record<never, never>): PageData;
  /** Lets the page's own player solve `n`; answers with pairs of `n` and answer, those without one missing. */
  solveN(request: { ns: readonly string[] }): (readonly [string, string])[];
};

/**
 * How the two worlds of a page talk: events on `document` with a string as `detail`, for strings alone
 * cross the worlds' border in both browsers as they are. Anyone in the page can send and hear these
 * events; nothing in them is believed on either side.
 */
export const askEvent = 'reelkeep:ask';

/** Where the answer of one question comes; the nonce keeps the answers of two questions apart. */
export const answerEvent = (nonce: string): string => `reelkeep:answer:${nonce}`;

export type PageQuestion =
  /** Read the page and answer with a `PageAnswer` as JSON. */
  | { readonly nonce: string }
  /** A newer copy of the page script is here: fall silent for good. */
  | { readonly retire: true };

import type { ErrorCode } from '../../errors';

/** Why a page reader has nothing to answer with. */
export const pageErrors = [
  'not-a-video-page',
  'other-video',
  'no-player-data',
  'json-not-found',
  'json-cut-off',
  'page-data-invalid',
] as const satisfies readonly ErrorCode[];

/**
 * What the page world answers: plain data, JSON-able, as the page has it. `parse-page-answer.ts` on the
 * other side of the border believes none of it.
 */
export type PageAnswer =
  | Readonly<Record<string, unknown>>
  | { readonly error: (typeof pageErrors)[number] };

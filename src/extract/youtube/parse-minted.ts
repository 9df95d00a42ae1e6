import * as v from 'valibot';
import { boundedJson } from '../bounded-json';

/** What came of asking the page's own client for a token. */
export type Minted =
  | { readonly kind: 'token'; readonly token: string }
  /** The page has no such client. */
  | { readonly kind: 'absent' }
  /** It refused for good: after a hundred tokens a page gives no more (youtube.md §3.4). */
  | { readonly kind: 'failed'; readonly reason: string };

const longestAnswer = 20_000;
const deepestAnswer = 2;

/** Base64url; the known ones have some 150 characters. */
const tokenForm = /^[\w-]{16,8000}={0,2}$/;

const mintedSchema = v.union([
  v.pipe(
    v.object({ token: v.pipe(v.string(), v.regex(tokenForm)) }),
    v.transform(({ token }): Minted => ({ kind: 'token', token })),
  ),
  v.pipe(
    v.object({ absent: v.literal(true) }),
    v.transform((): Minted => ({ kind: 'absent' })),
  ),
  v.pipe(
    v.object({ failed: v.string() }),
    v.transform(({ failed }): Minted => ({ kind: 'failed', reason: failed.slice(0, 200) })),
  ),
]);

/**
 * What `mintInPage` answered, believed in nothing.
 * @throws page-data-too-large, page-data-invalid.
 */
export function parseMinted(text: unknown): Minted {
  const parsed = v.safeParse(mintedSchema, boundedJson(text, longestAnswer, deepestAnswer));
  return parsed.success ? parsed.output : { kind: 'failed', reason: 'Its answer is no token.' };
}

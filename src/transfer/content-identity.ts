import { ReelkeepError } from '../errors';

/** What tells one content from another under the same URL, as far as the server says it. */
export interface ContentIdentity {
  /** Bytes. */
  readonly total?: number;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Who said it: hosts with the same bytes may have other ETags for them. */
  readonly host?: string;
}

/**
 * An answer of the right length under another ETag or date than before. That proves no other content: a
 * server that was moved or restored names the same bytes anew. The bytes themselves can tell.
 */
export class ContentDoubt extends ReelkeepError<'content-changed'> {
  constructor(
    readonly field: 'etag' | 'lastModified',
    readonly seen: ContentIdentity,
  ) {
    super('content-changed', 'The file changed while it was being fetched.', { facts: { field } });
  }
}

/** A weak ETag and a strong one of the same value are the same for us: a cache on the way may weaken it. */
export const etagValue = (etag: string): string => etag.replace(/^W\//, '');

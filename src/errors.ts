/**
 * The one family of failures. A failure carries a literal `code`, the facts needed to act on it and
 * its `cause`. It crosses contexts as plain data (`toErrorData`) and is rebuilt on the other side
 * (`fromErrorData`); the code is also the key of the sentence a person reads (`error_<code>`, with
 * underscores, in `public/_locales`).
 */
export const errorCodes = [
  // The page and what it says
  'not-a-video-page',
  'page-not-reachable',
  'page-not-responding',
  'page-data-invalid',
  'page-data-too-large',
  'no-player-data',
  'json-not-found',
  'json-cut-off',
  'other-video',
  /** More than one extractor would read this address: ours to mend. */
  'ambiguous-address',
  // What the site says of the video
  'age-restricted',
  'private-video',
  'members-only',
  'region-blocked',
  'login-required',
  'live-not-started',
  'live-now',
  /** It has ended; the site has not made a video of it yet. */
  'live-processing',
  'drm-protected',
  'payment-required',
  'asked-to-prove-human',
  'video-unavailable',
  /** The site itself is no more. */
  'site-closed',
  /** Its API wants a key that neither the person nor the page has given. */
  'credentials-needed',
  'credentials-refused',
  /** The site's page where a person signs in was closed, or has not let us in. */
  'sign-in-failed',
  // Formats and the cipher
  'no-formats',
  'streaming-only',
  /** A stream's list of segments is nothing that a player could read either, or has no end. */
  'playlist-invalid',
  /** The page's player is fed by scripts, and nothing that the page fetched is a stream that we know. */
  'blob-player',
  'does-not-exist',
  'multiple-objects-returned',
  'unknown-cipher',
  'player-script-unavailable',
  'address-not-allowed',
  // What goes with a video
  /** The page does not name these captions any more. */
  'no-captions',
  /** An answer without a word, as the site gives it to who has no proof of origin. */
  'captions-empty',
  'captions-invalid',
  /** A playlist or channel without a video that can be seen. */
  'list-empty',
  /** The site has not (or not any more) the picture that the page names. */
  'picture-unavailable',
  // The transfer
  'http-403',
  'http-404',
  'http-410',
  'http-416',
  'http-429',
  'http-error',
  'network-lost',
  'length-mismatch',
  'range-mismatch',
  'range-ignored',
  'content-changed',
  /** The site serves another version of the format now: what is on disk does not fit. The person decides. */
  'format-changed',
  'throttled',
  /** The media server wants proof of origin that the page cannot give. */
  'attestation-required',
  /** The streaming protocol's server answers with an error or with nonsense. */
  'sabr-error',
  // Disk, media, saving
  'disk-full',
  'storage-failed',
  'mux-failed',
  'verification-failed',
  'save-refused',
  'save-cancelled',
  'save-interrupted',
  /** A saved file is not where it was saved any more. */
  'file-missing',
  // The person's own aria2
  /** The browser does not let us ask its host. */
  'aria2-not-allowed',
  /** Nobody answers at its address, or somebody who is not aria2. */
  'aria2-unreachable',
  /** It does not accept the secret. */
  'aria2-refused',
  'aria2-error',
  /** It was started anew, and knows nothing of what it was given. */
  'aria2-forgotten',
  /** Only the streaming protocol, or a list of segments, has it. */
  'not-for-aria2',
  /** From a private window nothing is handed on: aria2 would keep it. */
  'handoff-private',
  // The extension itself
  'no-permission',
  'message-invalid',
  'engine-unavailable',
  'no-receiver',
  'job-not-found',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a person or a maintainer needs to act: numbers with their unit in the key, short strings. No tokens, no URLs with signatures. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;

/** An error as it travels between contexts and lies in the journal. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly facts: ErrorFacts;
}

export class ReelkeepError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = 'ReelkeepError';

  constructor(
    readonly code: C,
    message: string,
    options: { cause?: unknown; facts?: ErrorFacts } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.facts = options.facts ?? {};
  }

  readonly facts: ErrorFacts;
}

/** pytube's name and words: no format meets the criteria. */
export class DoesNotExist extends ReelkeepError<'does-not-exist'> {
  override readonly name = 'DoesNotExist';
  constructor(facts: ErrorFacts = {}, message = 'No videos met this criteria.') {
    super('does-not-exist', message, { facts });
  }
}

/** pytube's name: `get` found more than one format that meets the criteria. */
export class MultipleObjectsReturned extends ReelkeepError<'multiple-objects-returned'> {
  override readonly name = 'MultipleObjectsReturned';
  constructor(facts: ErrorFacts = {}) {
    super('multiple-objects-returned', 'Multiple videos met this criteria.', { facts });
  }
}

const known: ReadonlySet<string> = new Set(errorCodes);

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && known.has(value);
}

/** Any thrown value as an error of the family; what we did not foresee is `internal`, an abort is `cancelled`. */
export function asReelkeepError(thrown: unknown): ReelkeepError {
  if (thrown instanceof ReelkeepError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return new ReelkeepError('cancelled', 'It was cancelled.', { cause: thrown });
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new ReelkeepError('internal', message, { cause: thrown });
}

export function toErrorData(thrown: unknown): ErrorData {
  const { code, message, facts } = asReelkeepError(thrown);
  return { code, message: message.slice(0, 500), facts };
}

export function fromErrorData({ code, message, facts }: ErrorData): ReelkeepError {
  if (code === 'does-not-exist') return new DoesNotExist(facts, message);
  if (code === 'multiple-objects-returned') return new MultipleObjectsReturned(facts);
  return new ReelkeepError(code, message, { facts });
}

/**
 * For how long a server asks for patience: `Retry-After`, RFC 9110 §10.2.3, in seconds or as an HTTP date,
 * which is measured from `now` (milliseconds since 1970, best by `serverTime`). Fact: `retryAfterSeconds`,
 * never negative; none where it says nothing.
 */
export function retryAfterFacts(header: string | null | undefined, now: number): ErrorFacts {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return { retryAfterSeconds: Number(text) };
  // Date.parse takes much that is no HTTP date: these begin with a weekday.
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? {} : { retryAfterSeconds: Math.max(0, (date - now) / 1000) };
}

/** As the server's `Date` has it: our own clock may be wrong, or jump. `wallTime` serves where it has none. */
export function serverTime(date: string | null | undefined, wallTime: number): number {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? wallTime : time;
}

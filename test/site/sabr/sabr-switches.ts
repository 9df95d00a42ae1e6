/** The page's own client for proofs of origin. */
export interface MinterSwitches {
  readonly isAbsent: boolean;
  /** So long after the page's load it is not ready. */
  readonly readyAfterMs: number;
  /** So often it wants patience first. */
  readonly backoffs: number;
  /** A page mints so many and no more. */
  readonly mostMints: number;
  /** The page's player sends a request with a token of its own, as soon as the page is there. */
  readonly playerAsks?: boolean;
  /** It fails for good, with this. */
  readonly failure?: string;
}

/** Every rule of the endpoint and of its pages that a test may turn, as data. */
export interface SabrSwitches {
  /** A missing or unsolved `n`: 403, or a trickle. */
  readonly wrongN: 'refused' | 'slow';
  /** Each address is good for so many requests, then 403. */
  readonly requestsPerAddress: number;
  /** This host, or every one, answers with this status. */
  readonly failing?: { readonly host?: string; readonly status: number };

  /** How far from `playerTimeMs` on one answer reaches. */
  readonly readaheadMs: number;
  readonly partBytes: number;
  /** Header ids count from here, up to 255 and round again. */
  readonly firstHeaderId: number;
  /** In milliseconds and ticks; in ticks alone; in milliseconds that are rounded up. */
  readonly times: 'both' | 'ticks' | 'rounded-up';
  /** Whether a request for the picture alone gets the picture alone. */
  readonly pictureAlone: 'kept' | 'with-sound';
  /** A preferred format that the video has not: an error, or another one of the kind. */
  readonly unknownFormat: 'error' | 'another';
  readonly bufferedRanges: 'skipped' | 'ignored';
  /** Whether parts come that nobody needs to understand. */
  readonly chatter: boolean;

  /** The playback cookie of the answer before: without it nothing comes, or it does not matter. */
  readonly cookie: 'needed' | 'free';
  /** A context that must be echoed: none; said to be sent; sent by a policy; to be sent no more once media have come; forgotten then. */
  readonly contexts: 'none' | 'by-default' | 'by-policy' | 'stopped' | 'discarded';
  /** Asked for with every answer that brought media. */
  readonly backoffMs: number;
  /** Advertisements before the video, from when the page was given out. */
  readonly adSeconds: number;
  /** Whether pages say so. */
  readonly tellsAds: boolean;
  /** Every other host leads here: a host, or an address as it is. */
  readonly redirectTo?: string;
  /** After so many answers the player's data must be asked for anew, with a token. */
  readonly reloadAfter?: number;
  readonly error?: {
    readonly type: string;
    readonly code: number;
    readonly after: number;
    readonly times: number;
  };

  /** Who has no good token gets the first `freeMs`, and then status 2 once and 3 for ever, or 403. */
  readonly token: 'needed' | 'free';
  readonly freeMs: number;
  readonly beyondFree: 'status' | '403';
  /** Whether a token must come from a challenge of one of the site's pages. */
  readonly eventBound: boolean;
  /** Tokens are refused however they were made. */
  readonly distrustsTokens: boolean;
  /** Which one of its page's mints a token must be at least: older ones are good no more. */
  readonly leastMint: number;
  readonly minter: MinterSwitches;
}

/** Strict as today's YouTube (README), without advertisements, experiments and accidents. */
export const usualSwitches: SabrSwitches = {
  wrongN: 'refused',
  requestsPerAddress: Number.POSITIVE_INFINITY,
  readaheadMs: 20_000,
  partBytes: 64 * 1024,
  firstHeaderId: 0,
  times: 'both',
  pictureAlone: 'kept',
  unknownFormat: 'error',
  bufferedRanges: 'skipped',
  chatter: true,
  cookie: 'needed',
  contexts: 'none',
  backoffMs: 0,
  adSeconds: 0,
  tellsAds: true,
  token: 'needed',
  freeMs: 60_000,
  beyondFree: 'status',
  eventBound: true,
  distrustsTokens: false,
  leastMint: 0,
  minter: { isAbsent: false, readyAfterMs: 300, backoffs: 0, mostMints: 100 },
};

/** What goes wrong with an answer that would have been right. */
export type Fault =
  /** Instead of the answer; `retryAfter` as the header says it, `retryDateIn` as a date so many seconds from then. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly retryDateIn?: number;
    }
  | { readonly kind: 'redirect'; readonly to: string }
  /** To the same address at another host. */
  | { readonly kind: 'redirect-host'; readonly host: string }
  /** A 206 whose `Content-Range` names other bytes than asked, later by so many. */
  | { readonly kind: 'wrong-content-range'; readonly shift: number }
  /** 200 and the whole file where a range was asked. */
  | { readonly kind: 'ignore-range' }
  /** An honest `Content-Length`, but of fewer bytes than asked; the connection stays good. */
  | { readonly kind: 'short'; readonly bytes: number }
  /** The connection is closed after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** The connection is reset (RST) after so many bytes of the body. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** Nothing more comes after so many bytes; the connection stays open. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** Not even a head is answered; the connection stays open. */
  | { readonly kind: 'silence' }
  | { readonly kind: 'throttle'; readonly bytesPerSecond: number }
  /** After so many bytes the rest comes in drops; after so long (milliseconds), where that is said, as before. */
  | {
      readonly kind: 'drip';
      readonly afterBytes: number;
      readonly bytesPerSecond: number;
      readonly forMs?: number;
    }
  /** Other bytes of the same length under a new `ETag` and `Last-Modified`. */
  | { readonly kind: 'change-content' }
  /** The right bytes under a new `ETag` and `Last-Modified`. */
  | { readonly kind: 'rename-content' }
  /** The right bytes of a file that is said to be so many bytes longer. */
  | { readonly kind: 'change-length'; readonly by: number }
  /** The right bytes under `Content-Encoding: gzip`, without a length. */
  | { readonly kind: 'gzip' }
  | { readonly kind: 'garbage'; readonly as: Garbage };

export type Garbage =
  /** 200 and a web page, as of a network that wants a login first. */
  | 'page'
  /** 206 for the range that was asked, of a web page. */
  | 'page-part'
  /** Everything is right but the bytes. */
  | 'noise';

export interface FaultRule {
  readonly fault: Fault;
  /** What it strikes; media where absent. */
  readonly target?: RequestKind;
  readonly host?: string;
  readonly videoId?: string;
  readonly itag?: number;
  /** Only requests for the file's first bytes. */
  readonly atStart?: true;
  /** So many requests pass first. */
  readonly after?: number;
  /** So many requests are struck, then no more; all where absent. */
  readonly times?: number;
}

export const requestKinds = [
  'page',
  'player-script',
  'innertube',
  'media',
  'captions',
  'thumbnail',
  'preview',
  'file',
  'evil',
  /** What a site other than YouTube answers its pages' questions with. */
  'api',
  'other',
] as const;
export type RequestKind = (typeof requestKinds)[number];

export interface FaultHandle {
  /** How many requests it struck. */
  readonly struck: number;
  remove(): void;
}

interface TakenFor {
  readonly kind: RequestKind;
  readonly host?: string;
  readonly videoId?: string;
  readonly itag?: number;
  /** Of the bytes that are asked. */
  readonly start?: number;
}

interface Armed {
  readonly rule: FaultRule;
  passed: number;
  struck: number;
}

/** The faults of a site, oldest first: the first rule that fits a request strikes it. */
export class Faults {
  readonly #armed = new Set<Armed>();

  add(rule: FaultRule): FaultHandle {
    const armed: Armed = { rule, passed: 0, struck: 0 };
    this.#armed.add(armed);
    const remove = (): void => {
      this.#armed.delete(armed);
    };
    return {
      get struck() {
        return armed.struck;
      },
      remove,
    };
  }

  clear(): void {
    this.#armed.clear();
  }

  /** The fault for this request, which it uses up. */
  take(request: TakenFor): Fault | undefined {
    for (const armed of this.#armed) {
      const { rule } = armed;
      const fits =
        (rule.target ?? 'media') === request.kind &&
        (rule.host === undefined || rule.host === request.host) &&
        (rule.videoId === undefined || rule.videoId === request.videoId) &&
        (rule.itag === undefined || rule.itag === request.itag) &&
        (rule.atStart === undefined || request.start === 0);
      if (!fits || armed.struck >= (rule.times ?? Number.POSITIVE_INFINITY)) continue;
      if (armed.passed < (rule.after ?? 0)) {
        armed.passed += 1;
        continue;
      }
      armed.struck += 1;
      return rule.fault;
    }
    return undefined;
  }
}

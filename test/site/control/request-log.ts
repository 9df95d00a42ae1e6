import type { Fault, RequestKind } from './fault';

/** One request as the site saw it; the last fields change until it is over. */
export interface SiteRequest {
  readonly kind: RequestKind;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of the `Origin` header. */
  readonly origin?: string;
  readonly referer?: string;
  /** The `Cookie` header: whose session asks. */
  readonly cookie?: string;
  /** It has an `Authorization`. */
  readonly isSigned?: true;
  readonly videoId?: string;
  readonly itag?: number;
  /** The client's port: the same for requests over one connection. */
  readonly connection: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** 0 until it is answered. */
  status: number;
  /** The bytes of the file that the answer is about, both ends inclusive. */
  range?: { readonly start: number; readonly end: number };
  /** Bytes of the body given to the connection; after an abort some may not have arrived. */
  bytesSent: number;
  /** Why it was refused or slowed: `signature`, `expired`, `address`, `range`, `n`, `length`. */
  note?: string;
  fault?: Fault['kind'];
  state: 'open' | 'complete' | 'aborted';
  /** Milliseconds since 1970; absent while it is open. */
  endedAt?: number;
  /** Of an aborted one: what was given to the connection so shortly before that it may not have arrived. */
  onTheWire?: number;
}

/** A busy browser reads what has come a moment later. */
const wireMs = 200;
const sentLately = new WeakMap<SiteRequest, { readonly at: number; readonly bytes: number }[]>();

/** So much more of the body was given to the connection. */
export function countSent(request: SiteRequest, bytes: number): void {
  request.bytesSent += bytes;
  sentLately.set(request, [...latelySent(request), { at: Date.now(), bytes }]);
}

export function endRequest(request: SiteRequest, state: 'complete' | 'aborted'): void {
  request.state = state;
  request.endedAt = Date.now();
  if (state === 'complete') return;
  request.onTheWire = latelySent(request).reduce((sum, { bytes }) => sum + bytes, 0);
}

const latelySent = (request: SiteRequest) =>
  (sentLately.get(request) ?? []).filter(({ at }) => Date.now() - at < wireMs);

/** Bytes of one format that were sent more than once; both ends inclusive. */
export interface Overlap {
  readonly videoId: string;
  readonly itag: number;
  readonly start: number;
  readonly end: number;
}

export interface RequestFilter {
  readonly kind?: RequestKind;
  readonly videoId?: string;
  readonly itag?: number;
}

/** Every request, oldest first. */
export class RequestLog {
  #requests: SiteRequest[] = [];

  add(request: SiteRequest): SiteRequest {
    this.#requests.push(request);
    return request;
  }

  clear(): void {
    this.#requests = [];
  }

  list({ kind, videoId, itag }: RequestFilter = {}): readonly Readonly<SiteRequest>[] {
    return this.#requests.filter(
      (request) =>
        (kind === undefined || request.kind === kind) &&
        (videoId === undefined || request.videoId === videoId) &&
        (itag === undefined || request.itag === itag),
    );
  }

  bytesSent(filter: RequestFilter = {}): number {
    return this.list(filter).reduce((sum, { bytesSent }) => sum + bytesSent, 0);
  }

  /** What was fetched twice, by format and position; empty where every byte went out once. */
  fetchedTwice(filter: Omit<RequestFilter, 'kind'> = {}): readonly Overlap[] {
    const sent = this.list({ ...filter, kind: 'media' })
      .flatMap(({ videoId, itag, range, bytesSent }) =>
        videoId !== undefined && itag !== undefined && range && bytesSent > 0
          ? [{ videoId, itag, start: range.start, end: range.start + bytesSent - 1 }]
          : [],
      )
      .sort((a, b) => a.start - b.start);
    const reached = new Map<string, number>();
    return sent.flatMap((piece) => {
      const key = `${piece.videoId}/${piece.itag}`;
      const until = reached.get(key) ?? -1;
      reached.set(key, Math.max(until, piece.end));
      return piece.start <= until ? [{ ...piece, end: Math.min(until, piece.end) }] : [];
    });
  }
}

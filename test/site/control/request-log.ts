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
}

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

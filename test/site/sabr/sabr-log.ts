/** Bytes of one segment that one answer sent; 0 is the beginning of the file. */
export interface SentSegment {
  readonly itag: number;
  readonly sequence: number;
  readonly bytes: number;
  sentBytes: number;
  /** When the last of them were given to the connection: milliseconds since 1970. */
  sentAt: number;
}

/** A busy client reads what has come a moment later. */
const wireMs = 200;

/** One request as the endpoint saw it. */
export interface SabrRequest {
  readonly videoId: string;
  readonly host: string;
  readonly round: number;
  readonly playerTimeMs: number;
  readonly token: 'none' | 'good' | 'bad';
  /** Of the minting page, counted from 1; 0 without a token. */
  readonly mint: number;
  status: number;
  /** Why it got nothing, or less. */
  note?: string;
  readonly sent: SentSegment[];
  /** Milliseconds since 1970; absent while it is open, and where there were no media. */
  endedAt?: number;
  /** The client hung up before all was sent. */
  isCut?: boolean;
}

/** Every request to the endpoint, oldest first. */
export class SabrLog {
  #requests: SabrRequest[] = [];

  add(request: SabrRequest): SabrRequest {
    this.#requests.push(request);
    return request;
  }

  clear(): void {
    this.#requests = [];
  }

  list(): readonly Readonly<SabrRequest>[] {
    return this.#requests;
  }

  /** Which segments were begun to be sent more than once, once for each time too many. */
  sentAgain(): readonly SentSegment[] {
    return repeated(this.#requests.flatMap(({ sent }) => sent));
  }

  /** The same without what was on its way when a client hung up: it may never have arrived. */
  arrivedAgain(): readonly SentSegment[] {
    const arrived = this.#requests.flatMap(({ sent, isCut, endedAt = 0 }) =>
      isCut ? sent.filter(({ sentAt }) => endedAt - sentAt >= wireMs) : sent,
    );
    return repeated(arrived);
  }

  get sentBytes(): number {
    return this.#requests
      .flatMap(({ sent }) => sent)
      .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  }
}

function repeated(sent: readonly SentSegment[]): readonly SentSegment[] {
  const seen = new Set<string>();
  return sent.filter(({ itag, sequence, sentBytes }) => {
    if (sentBytes === 0) return false;
    const key = `${itag}/${sequence}`;
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen;
  });
}

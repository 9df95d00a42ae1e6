/** Bytes of one segment that one answer sent; 0 is the beginning of the file. */
export interface SentSegment {
  readonly itag: number;
  readonly sequence: number;
  readonly bytes: number;
  sentBytes: number;
}

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
    const seen = new Set<string>();
    return this.#requests
      .flatMap(({ sent }) => sent)
      .filter(({ itag, sequence, sentBytes }) => {
        if (sentBytes === 0) return false;
        const key = `${itag}/${sequence}`;
        const isSeen = seen.has(key);
        seen.add(key);
        return isSeen;
      });
  }

  get sentBytes(): number {
    return this.#requests
      .flatMap(({ sent }) => sent)
      .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  }
}

import { ReelkeepError } from '../../errors';
import { expiresAt } from './expires-at';
import { SabrContexts } from './sabr-contexts';
import type { RenewSabr, SabrDoubt, SabrSource } from './sabr-source';

/** So long before its time an address is no longer asked for something new. */
const renewBeforeMs = 60_000;
/** A page mints a hundred tokens and no more: so many are asked for in `tokenSpanMs`, over all sessions. */
const mostTokens = 3;
const tokenSpanMs = 10 * 60_000;

export interface AccessPorts {
  readonly renew: RenewSabr;
  /** Bytes on disk, of all tracks that share the access. */
  readonly received: () => number;
  /** Milliseconds since 1970. */
  readonly wallTime: () => number;
}

/**
 * What all sessions of a video ask with. A source that the server refuses is renewed once for all of
 * them; the same doubt again, without a byte in between, has no remedy.
 */
export class SabrAccess {
  readonly contexts = new SabrContexts();
  #source: SabrSource;
  #renewing: Promise<SabrSource> | undefined;
  /** By kind of doubt: the bytes that had come when it was last answered. */
  readonly #answered = new Map<SabrDoubt['kind'], number>();
  /** Whose time is over by our clock, and which had to do nevertheless. */
  #overdue: SabrSource | undefined;
  /** The server was not content with them. */
  readonly #doubtedTokens = new Set<string | undefined>();
  #tokensSince = Number.NEGATIVE_INFINITY;
  #tokens = 0;

  constructor(
    source: SabrSource,
    private readonly ports: AccessPorts,
  ) {
    this.#source = source;
  }

  /**
   * The source to ask with now; renewed where its time is nearly over. Where no other is to be had, the
   * server is to judge: our clock may be wrong.
   */
  async current(signal: AbortSignal): Promise<SabrSource> {
    const source = this.#source;
    if (!this.#isDue(source) || source === this.#overdue) return source;
    const renewed = await this.renew(source, { kind: 'expired' }, signal).catch(() => {
      signal.throwIfAborted();
      return source;
    });
    if (this.#isDue(renewed)) this.#overdue = renewed;
    return renewed;
  }

  /** Moves to another host of the same session; the query there is the server's own. */
  redirect(from: SabrSource, url: string): void {
    if (this.#source === from) this.#source = { ...from, url };
  }

  hasMirror({ mirrors = [] }: SabrSource): boolean {
    return mirrors.length > 0;
  }

  /** The source's host has failed; answers whether another one is asked from now on. */
  leaveHost(from: SabrSource): boolean {
    if (this.#source !== from) return true;
    const [url, ...mirrors] = from.mirrors ?? [];
    if (url === undefined) return false;
    this.#source = { ...from, url, mirrors };
    return true;
  }

  /** Whether another source is there, or asked for already. */
  isOutdated(source: SabrSource): boolean {
    return this.#source !== source || this.#renewing !== undefined;
  }

  /** Whether the doubt was answered, and nothing came since. */
  hasAnswered(kind: SabrDoubt['kind']): boolean {
    return this.#answered.get(kind) === this.ports.received();
  }

  /** Another token, where one is to be had; false: the server will not be content. */
  async attest(failed: SabrSource, signal: AbortSignal): Promise<boolean> {
    // What others ask for may bring one; why they get nothing is theirs to say.
    if (this.#renewing !== undefined) await this.#renewing.catch(() => undefined);
    signal.throwIfAborted();
    const current = this.#source;
    if (current.poToken !== failed.poToken) return true;
    if (!this.#mayAskForToken(failed.poToken)) return false;
    const renewed = await this.renew(current, { kind: 'attestation' }, signal).catch(() => failed);
    signal.throwIfAborted();
    return renewed.poToken !== failed.poToken;
  }

  /**
   * A source other than `failed`, which gave rise to the doubt. @throws what the page says; `sabr-error`
   * where the doubt was answered before and nothing came since.
   */
  async renew(failed: SabrSource, doubt: SabrDoubt, signal: AbortSignal): Promise<SabrSource> {
    if (this.#source !== failed) return this.#source;
    if (this.#renewing !== undefined) return this.#renewing;
    // How many tokens are asked for is limited otherwise: the first minute comes with any.
    if (doubt.kind !== 'attestation' && this.hasAnswered(doubt.kind)) {
      throw new ReelkeepError('sabr-error', 'The server refuses what the page gave.', {
        facts: { doubt: doubt.kind },
      });
    }
    this.#answered.set(doubt.kind, this.ports.received());
    this.#renewing = this.ports.renew(doubt, signal);
    try {
      this.#source = await this.#renewing;
    } finally {
      this.#renewing = undefined;
    }
    return this.#source;
  }

  #isDue({ url }: SabrSource): boolean {
    const end = expiresAt(url);
    return end !== undefined && end - this.ports.wallTime() <= renewBeforeMs;
  }

  #mayAskForToken(doubted: string | undefined): boolean {
    if (this.#doubtedTokens.has(doubted)) return false;
    const now = this.ports.wallTime();
    if (now - this.#tokensSince > tokenSpanMs) {
      this.#tokensSince = now;
      this.#tokens = 0;
    }
    if (this.#tokens >= mostTokens) return false;
    this.#tokens += 1;
    this.#doubtedTokens.add(doubted);
    return true;
  }
}

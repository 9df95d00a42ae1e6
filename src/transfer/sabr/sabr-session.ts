import { asReelkeepError, ReelkeepError } from '../../errors';
import { sleep } from '../clock';
import type { FetchedSums } from '../fetched-sums';
import type { Gate } from '../host-gate';
import type { RoundNews } from './heed-part';
import { Incoming, type IncomingTrack } from './incoming';
import { RoundMender } from './round-mender';
import type { SabrAccess } from './sabr-access';
import { type RoundPorts, sabrRound } from './sabr-round';
import type { SabrSource } from './sabr-source';
import { advance, isBeyond, type Window } from './sabr-windows';
import { SessionPatience, unattested, wellProtected } from './session-patience';
import type { UnwantedFormats } from './unwanted-formats';

export interface SessionPorts extends RoundPorts {
  readonly gate: Gate;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  /** The server sends nothing yet, mostly for its advertisements: milliseconds since 1970, until when. */
  readonly onServerWait?: (until: number) => void;
}

export interface SessionTrack extends IncomingTrack {
  readonly unwanted: UnwantedFormats;
  readonly sums: FetchedSums;
  /** An answer was taken in: now there may be something to share. */
  readonly onRound: () => void;
}

/** What came of a request. */
interface Round {
  readonly news: RoundNews;
  readonly gained: number;
  /** The next request says something that this one did not. */
  readonly hasLearnt: boolean;
}

/** Status of the stream's protection: nothing comes any more without a token that is trusted. */
const attestationRequired = 3;
/** A page that says more is wrong; the server is asked, and says for itself. */
const longestNoticeMs = 10 * 60_000;

/** Fetches one window of a track, from its position to where it meets what is there. */
export class SabrSession {
  readonly #patience = new SessionPatience();
  readonly #mender: RoundMender;
  #cookie: Uint8Array | undefined;
  /** Of which playback the cookie is. */
  #config: string | undefined;
  #rounds = 0;

  constructor(
    private readonly track: SessionTrack,
    private readonly window: Window,
    private readonly access: SabrAccess,
    private readonly ports: SessionPorts,
  ) {
    this.#mender = new RoundMender(access, track.sums, ports);
  }

  /**
   * Resolves when the window is over, with how often it asked.
   * @throws attestation-required, sabr-error, content-changed, and the transfer's codes once no retry mends them.
   */
  async run(signal: AbortSignal): Promise<number> {
    let asked = 0;
    while (!this.#isOver()) {
      const source = await this.access.current(signal);
      await this.#waitUntil(source.notBefore ?? 0, signal);
      this.#startPlayback(source);
      asked += 1;
      const waitMs = await this.#ask(source, signal);
      if (waitMs > 0) await sleep(this.ports.clock, waitMs, signal);
    }
    return asked;
  }

  #isOver(): boolean {
    const { window } = this;
    const { ledger, inFlight } = this.track;
    advance(window, ledger);
    if (!ledger.hasInit) return false;
    const { next, positionMs } = window;
    if (next === undefined) return ledger.isComplete;
    const isLast = ledger.lastSegment !== undefined && next > ledger.lastSegment;
    return isLast || isBeyond(window, next, positionMs) || inFlight.has(next);
  }

  /** Data that were given out anew are another playback: the server counts from the start, and knows no cookie of the old one. */
  #startPlayback({ ustreamerConfig }: SabrSource): void {
    if (this.#config === ustreamerConfig) return;
    this.#config = ustreamerConfig;
    this.#cookie = undefined;
    this.#rounds = 0;
  }

  /** Answers with how long to wait before the next request. */
  async #ask(source: SabrSource, signal: AbortSignal): Promise<number> {
    const { gate, clock } = this.ports;
    const { ledger, onRound } = this.track;
    const host = new URL(source.url).hostname;
    const leave = await gate.enter(host, Number.POSITIVE_INFINITY, signal);
    const incoming = new Incoming(this.track, this.window, this.ports.spares);
    const startedAt = clock.uptime();
    const round = await this.#round(source, incoming, signal).catch(asReelkeepError).finally(leave);
    signal.throwIfAborted();
    if (!(round instanceof ReelkeepError)) {
      if (round.gained > 0) this.#gotOn(host, round.gained);
      onRound();
      return this.#follow(source, round, signal);
    }
    const { next = 0, positionMs: playerTimeMs } = this.window;
    const atByte = ledger.runWith(next - 1)?.endByte ?? 0;
    const ms = clock.uptime() - startedAt;
    const { gained } = incoming;
    const failed = { source, error: round, gained, atByte, playerTimeMs, ms };
    return this.#mender.mend(failed, signal);
  }

  async #round(source: SabrSource, incoming: Incoming, signal: AbortSignal): Promise<Round> {
    const { track, window, ports } = this;
    const { contexts } = this.access;
    const { version } = contexts;
    this.#rounds += 1;
    const news = await sabrRound(
      {
        ...{ source, track, incoming, contexts, cookie: this.#cookie },
        unwanted: track.unwanted.all,
        playerTimeMs: window.positionMs,
        round: this.#rounds,
      },
      ports,
      signal,
    );
    const isFirst = this.#cookie === undefined && news.cookie !== undefined;
    this.#cookie = news.cookie ?? this.#cookie;
    return { news, gained: incoming.gained, hasLearnt: isFirst || contexts.version !== version };
  }

  #gotOn(host: string, bytes: number): void {
    this.track.sums.fetched(host, bytes);
    this.#mender.forgive();
    this.#patience.forgive(this.track.ledger.lastSegment !== undefined);
  }

  /** What the server wants next; answers with how long to wait. */
  async #follow(source: SabrSource, round: Round, signal: AbortSignal): Promise<number> {
    const { news, gained } = round;
    if (news.redirect !== undefined) {
      this.#patience.redirect();
      this.ports.checkAddress(news.redirect);
      this.access.redirect(source, news.redirect);
      return 0;
    }
    if (news.reloadToken !== undefined) {
      await this.access.renew(source, { kind: 'reload', token: news.reloadToken }, signal);
      return 0;
    }
    await this.#attest(source, round, signal);
    if (gained === 0) this.#gotNothing(round);
    return news.backoffMs;
  }

  #gotNothing({ hasLearnt, news: { backoffMs, protection = wellProtected } }: Round): void {
    if (backoffMs > 0) {
      this.#patience.wait(backoffMs);
      this.ports.onServerWait?.(this.ports.clock.wallTime() + backoffMs);
    } else if (hasLearnt) this.#patience.lesson();
    else this.#patience.empty(protection);
  }

  async #attest(
    source: SabrSource,
    { news: { protection = wellProtected }, gained }: Round,
    signal: AbortSignal,
  ): Promise<void> {
    if (protection <= wellProtected) return;
    const isContent = await this.access.attest(source, signal);
    if (!isContent && protection >= attestationRequired && gained === 0) throw unattested();
  }

  async #waitUntil(time: number, signal: AbortSignal): Promise<void> {
    const waitMs = Math.min(time - this.ports.clock.wallTime(), longestNoticeMs);
    if (waitMs <= 0) return;
    this.ports.onServerWait?.(time);
    await sleep(this.ports.clock, waitMs, signal);
  }
}

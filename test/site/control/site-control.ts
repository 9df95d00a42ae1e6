import { Faults } from './fault';
import { RequestLog } from './request-log';

export interface SiteLimits {
  /** Bytes per second over everything that the site sends. */
  readonly totalBytesPerSecond?: number;
  /** Bytes per second over one TCP connection, whatever is asked over it. */
  readonly connectionBytesPerSecond?: number;
}

/** As the site itself hands them out: 21,540 s (facts §1.1). */
const usualLifetimeSeconds = 21_540;
const usualPlayerDelayMs = 300;

/** What a test may change and ask while the site runs. */
export class SiteControl {
  readonly requests = new RequestLog();
  readonly faults = new Faults();
  limits: SiteLimits;
  /** Of addresses given out from now on; negative: expired at once. */
  urlLifetimeSeconds = usualLifetimeSeconds;
  /** How long the player's response lags behind the address bar after an SPA navigation. */
  playerDelayMs = usualPlayerDelayMs;
  /** Names of the extension's own events: the page of `forged-answers` floods the document with them. */
  forgedEvents: readonly string[] = [];
  #generation = 1;
  readonly #usualLimits: SiteLimits;

  constructor(limits: SiteLimits = {}) {
    this.limits = limits;
    this.#usualLimits = limits;
  }

  /** Addresses of a lower generation are expired. */
  get generation(): number {
    return this.#generation;
  }

  /** Every media address given out so far is refused with 403 from now on; a page loaded afterwards has good ones. */
  expireAddresses(): void {
    this.#generation += 1;
  }

  /** Between tests: log and faults empty, every switch as at the start. */
  reset(): void {
    this.requests.clear();
    this.faults.clear();
    this.limits = this.#usualLimits;
    this.urlLifetimeSeconds = usualLifetimeSeconds;
    this.playerDelayMs = usualPlayerDelayMs;
    this.forgedEvents = [];
  }
}

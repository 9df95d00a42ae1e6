import type { ClientAnswer, SiteClientName } from '../clients/site-clients';
import { LiveDesk } from '../live/live-desk';
import type { Clip } from '../media/clips';
import { OtherSwitches } from '../others/other-switches';
import { SabrDesk } from '../sabr/sabr-desk';
import type { VideoSpec } from '../video-spec';
import { Faults } from './fault';
import { RequestLog } from './request-log';

export interface SiteLimits {
  /** Bytes per second over everything that the site sends. */
  readonly totalBytesPerSecond?: number;
  /** Bytes per second over one TCP connection, whatever is asked over it. */
  readonly connectionBytesPerSecond?: number;
  /** One media connection in so many gets only this share of that; they are counted anew when limits are set. */
  readonly slowed?: { readonly oneIn: number; readonly to: number };
}

/** Six hours; pages state a minute less (facts §1.1). */
const usualLifetimeSeconds = 21_600;
const usualPlayerDelayMs = 300;

/** What a test may change and ask while the site runs. */
export class SiteControl {
  readonly requests = new RequestLog();
  readonly faults = new Faults();
  /** The streaming protocol's endpoint: its switches and its log. */
  readonly sabr = new SabrDesk();
  /** What is broadcast. */
  readonly live = new LiveDesk();
  /** The sites other than YouTube. */
  readonly others = new OtherSwitches();
  /** How InnerTube answers other clients than the page about today's videos; `addresses` where nothing is set. */
  clients: Partial<Record<SiteClientName, ClientAnswer>> = {};
  #limits: SiteLimits;
  /** Of addresses given out from now on; negative: expired at once. */
  urlLifetimeSeconds = usualLifetimeSeconds;
  /** Whether addresses given out from now on name a second host of the same bytes, as the real ones do (`mn`, `fvip`). */
  namesMirrors = false;
  /** Whether today's pages say how the streaming protocol is asked; else 18 alone is to be had from them. */
  namesStreams = true;
  /** How long the player's response lags behind the address bar after an SPA navigation. */
  playerDelayMs = usualPlayerDelayMs;
  /** Names of the extension's own events: the page of `forged-answers` floods the document with them. */
  forgedEvents: readonly string[] = [];
  #generation = 1;
  readonly #usualLimits: SiteLimits;
  readonly #replaced = new Map<string, Clip>();

  constructor(limits: SiteLimits = {}) {
    this.#limits = limits;
    this.#usualLimits = limits;
  }

  get limits(): SiteLimits {
    return this.#limits;
  }

  /** Always a new object: whoever counts by the limits knows that they were set. */
  set limits(limits: SiteLimits) {
    this.#limits = { ...limits };
  }

  /** Addresses of a lower generation are expired. */
  get generation(): number {
    return this.#generation;
  }

  /** Every media address given out so far is refused with 403 from now on; a page loaded afterwards has good ones. */
  expireAddresses(): void {
    this.#generation += 1;
  }

  /** From now on the video's formats hold this clip, under old addresses too: its author has put up another version. */
  replaceMedia(videoId: string, clip: Clip): void {
    this.#replaced.set(videoId, clip);
  }

  /** The video as it is served now. */
  atPresent(video: VideoSpec): VideoSpec {
    const clip = this.#replaced.get(video.id);
    return clip === undefined ? video : { ...video, clip };
  }

  /** Between tests: log and faults empty, every switch as at the start. */
  reset(): void {
    this.requests.clear();
    this.faults.clear();
    this.sabr.reset();
    this.live.reset();
    this.others.reset();
    this.clients = {};
    this.#replaced.clear();
    this.limits = this.#usualLimits;
    this.urlLifetimeSeconds = usualLifetimeSeconds;
    this.namesMirrors = false;
    this.namesStreams = true;
    this.playerDelayMs = usualPlayerDelayMs;
    this.forgedEvents = [];
  }
}

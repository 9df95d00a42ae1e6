import type { Fault } from '../site/control/fault';
import type { RequestLog, SiteRequest } from '../site/control/request-log';

/** What may be fetched beyond need where nothing was killed. */
export const freeShare = 0.05;
/** Of files so small, what is on the wire when connections break is a part that counts; but not without end. */
const wireShare = 0.1;

/** A body that came with one of these cannot be used, whatever is done: its bytes are the site's fault. */
const useless: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
  'wrong-content-range',
  'ignore-range',
  'short',
  'change-content',
  'change-length',
  'gzip',
  'garbage',
]);

/** Nothing tells them from right ones, where they are the first of their part. */
const deceiving: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>(['change-content', 'garbage']);

export interface Bill {
  /** Of the files that the saved one was made of. */
  readonly need: number;
  /** Everything that the site gave to the connections. */
  readonly sent: number;
  /** Of these, in answers that nobody could use. */
  readonly spoiled: number;
  /** Neither needed nor spoiled. */
  readonly beyond: number;
  /**
   * As much of that is allowed: one part in twenty, what was sent of each range that a kill broke, and
   * what may never have arrived over connections that broke otherwise.
   */
  readonly allowed: number;
}

type Media = Readonly<SiteRequest>;

/** What the site sent of one video, against what saving it takes. */
export class ByteAccount {
  #from = 0;
  #allowed = 0;
  #kills = 0;
  /** Under way at a kill: no more than these may have to be fetched again, and of each no more than was sent. */
  readonly #broken = new Set<Media>();
  #version = 0;

  constructor(
    private readonly requests: RequestLog,
    private readonly videoId: string,
  ) {}

  get kills(): number {
    return this.#kills;
  }

  /** The engine loses what it has not put down: to be called just before. */
  kill(): void {
    this.#kills += 1;
    for (const request of this.#media()) {
      if (request.state === 'open' && request.range) this.#broken.add(request);
    }
  }

  /** A person starts again. Where bytes of another content were among those that came, nobody could tell which: all of them are the site's fault. */
  startAgain(): void {
    const { sent, spoiled } = this.bill(0);
    const wasDeceived = this.#media().some(
      ({ fault, bytesSent }) => bytesSent > 0 && fault !== undefined && deceiving.has(fault),
    );
    if (wasDeceived) this.#allowed = Math.max(this.#allowed, sent - spoiled);
  }

  /** What was fetched so far was given up by a person, or is of no use any more: the need is whole again. */
  reset(): void {
    this.#from = this.#all().length;
    this.#allowed = 0;
  }

  /** The site has another version from now on: what came before is of use to the old one alone. */
  markVersion(): void {
    this.#version = this.#all().length;
  }

  /** It was the new version that was needed. */
  countFromVersion(): void {
    this.#from = Math.max(this.#from, this.#version);
  }

  /** Since the last reset. */
  get sent(): number {
    return this.#media().reduce((sum, { bytesSent }) => sum + bytesSent, 0);
  }

  bill(need: number): Bill {
    const media = this.#media();
    const bytesOf = (requests: readonly Media[]): number =>
      requests.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
    const spoiled = bytesOf(media.filter(({ fault }) => fault !== undefined && useless.has(fault)));
    const sent = bytesOf(media);
    const broken = media.filter((request) => this.#broken.has(request));
    const others = media.filter((request) => !this.#broken.has(request));
    const wire = others.reduce((sum, { onTheWire = 0 }) => sum + onTheWire, 0);
    return {
      need,
      sent,
      spoiled,
      beyond: Math.max(0, sent - spoiled - need),
      allowed:
        Math.round(need * freeShare + Math.min(wire, need * wireShare)) +
        broken.reduce((sum, request) => sum + sentOfRange(request), 0) +
        this.#allowed,
    };
  }

  /** For a person who looks for what was fetched twice. */
  lines(): readonly string[] {
    const begin = this.#all()[0]?.startedAt ?? 0;
    return this.#all().map(({ startedAt, itag, status, range, bytesSent, state, fault, note }) =>
      [
        `${((startedAt - begin) / 1000).toFixed(2)} s`,
        `itag ${itag}: ${status}`,
        range ? `${range.start}-${range.end}` : '',
        `${bytesSent} sent, ${state}`,
        fault ?? '',
        note ?? '',
      ]
        .filter(Boolean)
        .join(' '),
    );
  }

  #all(): readonly Media[] {
    return this.requests.list({ kind: 'media', videoId: this.videoId });
  }

  #media(): readonly Media[] {
    return this.#all().slice(this.#from);
  }
}

const sentOfRange = ({ range, bytesSent }: Media): number =>
  range ? Math.min(bytesSent, range.end - range.start + 1) : 0;

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

/** What came earlier than this before a kill has to be put down. */
const freshMs = 2_000;

/** Nothing tells them from right ones, where they are the first of their part. */
const deceiving: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>(['change-content', 'garbage']);

export interface Bill {
  /** Of the files that the saved one was made of. */
  readonly need: number;
  /** Everything that the site gave to the connections. */
  readonly sent: number;
  /** Of these, in answers that nobody could use, or that nobody could tell from such. */
  readonly spoiled: number;
  /** Neither needed nor spoiled. */
  readonly beyond: number;
  /**
   * As much of that is allowed: one part in twenty, for each kill what was sent of one range of each
   * connection, and what may never have arrived over connections that broke otherwise.
   */
  readonly allowed: number;
}

type Media = Readonly<SiteRequest>;

/** What the site sent of one video, against what saving it takes. */
export class ByteAccount {
  #from = 0;
  /** So many requests were before a person started again, with bytes of another content among theirs. */
  #deceived = 0;
  #kills = 0;
  /** For each kill and connection: the range under way, or just over. One of them may have to be fetched again. */
  #lost: readonly (readonly Media[])[] = [];
  /** Under way when a speed limit came: the site filled their sockets, and nobody read. */
  readonly #held = new Set<Media>();
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
    const now = Date.now();
    const fresh = this.#media().filter(
      ({ state, endedAt = 0 }) => state === 'open' || now - endedAt < freshMs,
    );
    const connections = new Set(fresh.map(({ connection }) => connection));
    const lost = [...connections].map((one) =>
      fresh.filter(({ connection }) => connection === one),
    );
    this.#lost = [...this.#lost, ...lost];
  }

  /** The engine reads slower from now on than the site sends: of a range that it then gives to others, more is on the wire. */
  holdReading(): void {
    for (const request of this.#media()) if (request.state === 'open') this.#held.add(request);
  }

  /** A person starts again. Where bytes of another content were among those that came, nobody could tell which: all of them are the site's fault. */
  startAgain(): void {
    const wasDeceived = this.#media().some(
      ({ fault, bytesSent }) => bytesSent > 0 && fault !== undefined && deceiving.has(fault),
    );
    if (wasDeceived) this.#deceived = this.#all().length;
  }

  /** What was fetched so far was given up by a person, or is of no use any more: the need is whole again. */
  reset(): void {
    this.#from = this.#all().length;
    this.#deceived = 0;
    this.#lost = [];
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
    const isSpoiled = ({ fault }: Media, at: number): boolean =>
      this.#from + at < this.#deceived || (fault !== undefined && useless.has(fault));
    const spoiled = bytesOf(media.filter(isSpoiled));
    const sent = bytesOf(media);
    const broken = new Set(this.#lost.flat());
    const others = media.filter((request) => !broken.has(request));
    const wireOf = (request: Media): number =>
      this.#held.has(request) ? sentOfRange(request) : (request.onTheWire ?? 0);
    const wire = others.reduce((sum, request) => sum + wireOf(request), 0);
    return {
      need,
      sent,
      spoiled,
      beyond: Math.max(0, sent - spoiled - need),
      allowed:
        Math.round(need * freeShare + Math.min(wire, need * wireShare)) +
        this.#lost.reduce((sum, ranges) => sum + Math.max(...ranges.map(sentOfRange)), 0),
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

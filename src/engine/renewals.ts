import { asReelkeepError, type ErrorCode, ReelkeepError } from '../errors';
import type { Tier } from '../extract/youtube/tiers';
import type { JobRequest } from '../jobs/job';
import { addressOf, servedFrom, tokenIn } from '../jobs/part-source';
import type { Renewal } from '../jobs/reduce-job';
import type { FailedTier, RenewalWish } from '../protocol/background';
import { type RefusalCause, refusalCauses } from '../transfer/refusal-causes';
import type { SabrDoubt } from '../transfer/sabr/sabr-source';
import type { RenewRequest } from './worker-protocol';

/** Asks the background, which asks the page. */
export type Renew = (request: RenewRequest, signal: AbortSignal) => Promise<Renewal>;

/** When a cause was last mended: for which addresses, and how many bytes there were then. */
interface Tried {
  readonly addresses: string;
  readonly received: number;
}

/** What was tried, and to what end. A rest for advertisements ends a run, and it goes on with what this one knows. */
export interface Remedies {
  readonly tried: Map<RefusalCause, Tried>;
  readonly failed: FailedTier[];
  /** So long the media server let it rest, in milliseconds, at so many bytes. */
  rested: { readonly ms: number; readonly received: number };
}

export const noRemedies = (): Remedies => ({
  tried: new Map(),
  failed: [],
  rested: { ms: 0, received: 0 },
});

/** No advertisements last longer: a server that lets nobody have anything says so for ever. */
const longestRestMs = 10 * 60_000;

/** What the page says that a person has to know, or that patience mends, before what the server refused. */
const isNews: ReadonlySet<ErrorCode> = new Set([
  'format-changed',
  'http-429',
  'asked-to-prove-human',
]);

/** What another of the site's ways need not meet. */
const ofTheTier: ReadonlySet<ErrorCode> = new Set([
  'http-403',
  'http-404',
  'http-410',
  'address-not-allowed',
  'attestation-required',
  'sabr-error',
]);

/**
 * Which failures new sources can mend, and how often they are tried: each cause that a refusal may have
 * (`refusalCauses`) has one remedy, once for an address, and not again before bytes have come. So an address
 * that expires after six hours is renewed each time, and a server that refuses whatever it is asked is not
 * asked for ever. What is refused after all of them is the client's doing, and what is still busy at the last
 * try as well: the site's next way is taken, each of them once.
 */
export class Renewals {
  /** Why the page did not even say what it has now. */
  #pageTrouble: ErrorCode | undefined;

  /** `rest`: lets the job rest until advertisements are over, of which somebody said so, or nobody. */
  constructor(
    private readonly renew: Renew,
    private readonly known: Remedies,
    private readonly rest: (isTold: boolean) => void,
    /** The media server has had all the patience there is. */
    private readonly isLastTry: boolean,
  ) {}

  /** Whether to rest for so long, because the media server wants it. Without a byte in between that has an end. */
  mayRest(ms: number, received: number): boolean {
    const { rested } = this.known;
    const before = rested.received === received ? rested.ms : 0;
    this.known.rested = { ms: before + ms, received };
    return before + ms <= longestRestMs;
  }

  /**
   * What the page has now, before the server is asked: by the way of before, (`anew`) by that way from a
   * page that is read afresh, or (`best`) by the best there is. Undefined where the page does not say:
   * asking tells why.
   * @throws format-changed: what is on the disk does not fit any more; network-lost.
   */
  async refresh(
    job: JobRequest,
    by: 'before' | 'anew' | 'best',
    signal: AbortSignal,
  ): Promise<Renewal | undefined> {
    try {
      return await this.#ask(job, firstDoubts[by], signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const error = asReelkeepError(thrown);
      if (error.code === 'format-changed' || error.code === 'network-lost') throw error;
      this.#pageTrouble = error.code;
      return undefined;
    }
  }

  /** What a session of the streaming protocol asks for, in the middle of it. @throws why there is nothing. */
  stream(job: JobRequest, doubt: SabrDoubt, signal: AbortSignal): Promise<Renewal> {
    return this.#ask(job, doubt, signal);
  }

  /**
   * New sources for the job. Undefined where it is to go on with those it has: after a rest, and after
   * throttling that nothing mends, for slow is better than not at all.
   * @throws the failure itself where there is no remedy, or the remedy had none; its fact `renewal` says
   *   why. format-changed where the site has another version now; http-429, asked-to-prove-human.
   */
  async mend(
    error: unknown,
    job: JobRequest,
    received: number,
    signal: AbortSignal,
  ): Promise<Renewal | undefined> {
    const failure = asReelkeepError(error);
    const cause = this.#untried(failure, job, received);
    const isOver = this.isLastTry && failure.code === 'http-429';
    if (cause === undefined && !isOver && !isOfTheTier(failure, job)) throw failure;
    if (cause === 'expired' && this.#pageTrouble) throw unmended(failure, this.#pageTrouble);
    if (cause === 'early') {
      this.rest(isHeldBack(job));
      return undefined;
    }
    if (cause === undefined) this.known.failed.push(failedTier(job, failure));
    try {
      return await this.#ask(job, cause && { kind: cause }, signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = asReelkeepError(thrown);
      if (failure.code === 'throttled') return undefined;
      if (isNews.has(code)) throw thrown;
      throw unmended(failure, code);
    }
  }

  /** The first cause whose remedy may help, from now on used; undefined: it is the client's doing, or no refusal. */
  #untried(
    failure: ReelkeepError,
    job: JobRequest,
    received: number,
  ): Exclude<RefusalCause, 'client'> | undefined {
    const addresses = job.parts.map(({ source }) => addressOf(source)).join(' ');
    for (const cause of causesOf(failure, job)) {
      if (cause === 'client') return undefined;
      const last = this.known.tried.get(cause);
      const isSame = cause !== 'expired' && addresses === last?.addresses;
      if (last && (received <= last.received || isSame)) continue;
      this.known.tried.set(cause, { addresses, received });
      return cause;
    }
    return undefined;
  }

  async #ask(job: JobRequest, doubt: SabrDoubt | undefined, signal: AbortSignal): Promise<Renewal> {
    const before = doubt && { tier: tierOf(job), doubt, ...tokenOf(job) };
    const wish = { ...(before && { before }), failed: [...this.known.failed] };
    const renewal = await this.renew(renewRequest(job, wish), signal);
    if (this.known.failed.some(({ tier }) => tier === renewal.tier)) {
      throw new ReelkeepError('no-formats', 'The page has nothing but what has failed.');
    }
    for (const note of renewal.notes) {
      if (note.what === 'tier-failed') this.known.failed.push({ tier: note.tier, code: note.code });
    }
    return renewal;
  }
}

const pageTiers: ReadonlySet<string> = new Set<Tier>(['page-address', 'itag-18']);

/** A job that was made before there were others has the addresses of its page. */
const tierOf = ({ tier = 'page-address' }: JobRequest): string => tier;

/** The media's server was busy in spite of all patience: of the site, and of who may ask it, a 429 of that one says nothing. */
const failedTier = (job: JobRequest, { code }: ReelkeepError): FailedTier => ({
  tier: tierOf(job),
  code: code === 'http-429' ? 'http-error' : code,
});

function tokenOf({ parts }: JobRequest): { poToken?: string } {
  const [poToken] = parts.flatMap(({ source }) => tokenIn(source) ?? []);
  return poToken === undefined ? {} : { poToken };
}

const renewRequest = (
  { id, videoUrl, origin, parts }: JobRequest,
  wish: RenewalWish,
): RenewRequest => ({
  id,
  videoUrl,
  origin,
  formats: parts.map(({ formatId, itag, contentLength, lastModified }) => ({
    formatId,
    itag,
    ...(contentLength === undefined ? {} : { contentLength }),
    ...(lastModified === undefined ? {} : { lastModified }),
  })),
  wish,
});

const hasN = (url: string): boolean => new URL(url).searchParams.has('n');

/** A stream's session has left every host that it knows; a file's server may be well again in a minute. */
const isOfTheTier = ({ code }: ReelkeepError, job: JobRequest): boolean =>
  ofTheTier.has(code) || (code === 'http-error' && isStreamed(job));

const isStreamed = ({ parts }: JobRequest): boolean =>
  parts.some(({ source }) => source.kind === 'sabr');

const isHeldBack = ({ parts }: JobRequest): boolean =>
  parts.some(({ source }) => servedFrom(source) > 0);

/** The advertisements are those of the page; other clients are shown none. Of what is broadcast none come first. */
const isOfPage = (job: JobRequest): boolean => pageTiers.has(tierOf(job)) && !job.isLive;

/** Of what is streamed the session has looked into everything itself. */
function causesOf({ code, facts }: ReelkeepError, job: JobRequest): readonly RefusalCause[] {
  if (code === 'throttled') return ['n'];
  if ((code !== 'http-403' && code !== 'http-410') || isStreamed(job)) return [];
  const sources = job.parts.map(({ source }) => source);
  return refusalCauses({
    url: sources.map(addressOf).find(hasN) ?? job.videoUrl,
    isExpired: facts.expired === true,
    mayBeEarly: code === 'http-403' && (isHeldBack(job) || isOfPage(job)),
    concernsToken: sources.some((source) => tokenIn(source) !== undefined),
  });
}

const firstDoubts = {
  before: { kind: 'expired' },
  anew: { kind: 'moved' },
  best: undefined,
} as const satisfies Record<string, SabrDoubt | undefined>;

const unmended = ({ code, message, facts, cause }: ReelkeepError, renewal: ErrorCode) =>
  new ReelkeepError(code, message, { cause, facts: { ...facts, renewal } });

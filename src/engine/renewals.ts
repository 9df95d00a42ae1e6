import { asReelkeepError, type ErrorCode, ReelkeepError } from '../errors';
import type { JobRequest } from '../jobs/job';
import { addressOf, tokenIn } from '../jobs/part-source';
import type { Renewal } from '../jobs/reduce-job';
import type { FailedTier, RenewalWish } from '../protocol/background';
import type { SabrDoubt } from '../transfer/sabr/sabr-source';
import type { RenewRequest } from './worker-protocol';

/** Asks the background, which asks the page. */
export type Renew = (request: RenewRequest, signal: AbortSignal) => Promise<Renewal>;

/** What the server's behaviour says of the addresses we have. */
type Diagnosis = 'expired' | 'refused' | 'throttled';

/** The last remedy for a diagnosis: for which addresses, and how many bytes there were then. */
interface Remedy {
  readonly addresses: string;
  readonly received: number;
}

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
 * Which failures new sources can mend, and how often they are tried: one diagnosis has one remedy, once
 * for an address, and not again before bytes have come. So an address that expires after six hours is
 * renewed each time, and a server that refuses whatever it is asked is not asked for ever.
 *
 * A refusal (403, 410) may have six causes (youtube.md §5). The first, that its time is over, the address
 * says itself: it is renewed. The next four nobody can tell apart, and one remedy serves them all: a fresh
 * page, whose addresses are for where we are now and say how long advertisements are waited for; another
 * strategy's answer for `n`; a token minted anew. What is refused even then is the client's doing: the
 * site's next way is taken, each of them once.
 */
export class Renewals {
  readonly #tried = new Map<Diagnosis, Remedy>();
  readonly #failed: FailedTier[] = [];
  /** Why the page did not even say what it has now. */
  #pageTrouble: ErrorCode | undefined;

  constructor(private readonly renew: Renew) {}

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
   * New sources for the job. Undefined after throttling that nothing mends: slow is better than not at all.
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
    const diagnosis = this.#remediable(failure, job, received);
    if (diagnosis === undefined && !isOfTheTier(failure, job)) throw failure;
    if (diagnosis === 'expired' && this.#pageTrouble) throw unmended(failure, this.#pageTrouble);
    if (diagnosis === undefined) this.#failed.push({ tier: tierOf(job), code: failure.code });
    try {
      return await this.#ask(job, diagnosis && doubtFor(diagnosis), signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = asReelkeepError(thrown);
      if (diagnosis === 'throttled') return undefined;
      if (isNews.has(code)) throw thrown;
      throw unmended(failure, code);
    }
  }

  /** The diagnosis, where its remedy may help: from now on it was used. */
  #remediable(failure: ReelkeepError, job: JobRequest, received: number): Diagnosis | undefined {
    const diagnosis = diagnose(failure, job);
    const addresses = job.parts.map(({ source }) => addressOf(source)).join(' ');
    const last = diagnosis && this.#tried.get(diagnosis);
    const isSame = diagnosis !== 'expired' && addresses === last?.addresses;
    if (diagnosis === undefined || (last && (received <= last.received || isSame)))
      return undefined;
    this.#tried.set(diagnosis, { addresses, received });
    return diagnosis;
  }

  async #ask(job: JobRequest, doubt: SabrDoubt | undefined, signal: AbortSignal): Promise<Renewal> {
    const before = doubt && { tier: tierOf(job), doubt, ...tokenOf(job) };
    const wish = { ...(before && { before }), failed: [...this.#failed] };
    const renewal = await this.renew(renewRequest(job, wish), signal);
    if (this.#failed.some(({ tier }) => tier === renewal.tier)) {
      throw new ReelkeepError('no-formats', 'The page has nothing but what has failed.');
    }
    for (const note of renewal.notes) {
      if (note.what === 'tier-failed') this.#failed.push({ tier: note.tier, code: note.code });
    }
    return renewal;
  }
}

/** A job that was made before there were others has the addresses of its page. */
const tierOf = ({ tier = 'page-address' }: JobRequest): string => tier;

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

/** A stream's session has left every host that it knows; a file's server may be well again in a minute. */
const isOfTheTier = ({ code }: ReelkeepError, job: JobRequest): boolean =>
  ofTheTier.has(code) || (code === 'http-error' && isStreamed(job));

const isStreamed = ({ parts }: JobRequest): boolean =>
  parts.some(({ source }) => source.kind === 'sabr');

/** Of what is streamed the session has looked into everything else itself. */
function diagnose({ code, facts }: ReelkeepError, job: JobRequest): Diagnosis | undefined {
  if (code === 'throttled') return 'throttled';
  if (code !== 'http-403' && code !== 'http-410') return undefined;
  if (isStreamed(job)) return undefined;
  return facts.expired === true ? 'expired' : 'refused';
}

const firstDoubts = {
  before: { kind: 'expired' },
  anew: { kind: 'refused' },
  best: undefined,
} as const satisfies Record<string, SabrDoubt | undefined>;

const doubtFor = (diagnosis: Diagnosis): SabrDoubt => ({
  kind: diagnosis === 'expired' ? 'expired' : 'refused',
});

const unmended = ({ code, message, facts, cause }: ReelkeepError, renewal: ErrorCode) =>
  new ReelkeepError(code, message, { cause, facts: { ...facts, renewal } });

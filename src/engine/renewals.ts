import { asReelkeepError, type ErrorCode, ReelkeepError } from '../errors';
import type { JobRequest } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
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

/**
 * Which failures new addresses can mend, and how often they are tried: one diagnosis has one remedy, once
 * for an address, and not again before bytes have come. So an address that expires after six hours is
 * renewed each time, and a server that refuses whatever it is asked is not asked for ever.
 */
export class Renewals {
  readonly #tried = new Map<Diagnosis, Remedy>();
  /** Why the page did not even say what it has now. */
  #pageTrouble: ErrorCode | undefined;

  constructor(private readonly renew: Renew) {}

  /**
   * What the page has now, before the server is asked. Undefined where the page does not say: asking tells why.
   * @throws format-changed: what is on the disk does not fit any more; network-lost.
   */
  async refresh(job: JobRequest, signal: AbortSignal): Promise<Renewal | undefined> {
    try {
      return await this.renew(renewRequest(job, false), signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const error = asReelkeepError(thrown);
      if (error.code === 'format-changed' || error.code === 'network-lost') throw error;
      this.#pageTrouble = error.code;
      return undefined;
    }
  }

  /**
   * New addresses for the job. Undefined after throttling that nothing mends: slow is better than not
   * at all.
   * @throws the failure itself where there is no remedy, or the remedy had none; its fact `renewal` says
   *   why. format-changed where the site has another version now.
   */
  async mend(
    error: unknown,
    job: JobRequest,
    received: number,
    signal: AbortSignal,
  ): Promise<Renewal | undefined> {
    const failure = asReelkeepError(error);
    const diagnosis = diagnose(failure);
    const remedy = { addresses: job.parts.map(({ url }) => url).join(' '), received };
    if (diagnosis === undefined || this.#wasInVain(diagnosis, remedy)) throw failure;
    if (diagnosis === 'expired' && this.#pageTrouble) throw unmended(failure, this.#pageTrouble);
    this.#tried.set(diagnosis, remedy);
    try {
      return await this.renew(renewRequest(job, diagnosis !== 'expired'), signal);
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = asReelkeepError(thrown);
      if (diagnosis === 'throttled') return undefined;
      if (code === 'format-changed') throw thrown;
      throw unmended(failure, code);
    }
  }

  #wasInVain(diagnosis: Diagnosis, { addresses, received }: Remedy): boolean {
    const last = this.#tried.get(diagnosis);
    if (!last) return false;
    return received <= last.received || (diagnosis !== 'expired' && addresses === last.addresses);
  }
}

const renewRequest = (
  { id, videoUrl, origin, parts }: JobRequest,
  doubtful: boolean,
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
  doubtful,
});

function diagnose({ code, facts }: ReelkeepError): Diagnosis | undefined {
  if (code === 'throttled') return 'throttled';
  if (code !== 'http-403' && code !== 'http-410') return undefined;
  return facts.expired === true ? 'expired' : 'refused';
}

const unmended = ({ code, message, facts, cause }: ReelkeepError, renewal: ErrorCode) =>
  new ReelkeepError(code, message, { cause, facts: { ...facts, renewal } });

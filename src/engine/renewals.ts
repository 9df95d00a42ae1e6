import { asReelkeepError, type ErrorCode, ReelkeepError } from '../errors';
import type { JobRequest } from '../jobs/job';
import type { RenewRequest } from './worker-protocol';

/** By format id. */
export type Addresses = Readonly<Record<string, string>>;
/** Asks the background, which asks the page. */
export type Renew = (request: RenewRequest, signal: AbortSignal) => Promise<Addresses>;

/** What the server's behaviour says of the addresses we have. */
type Diagnosis = 'expired' | 'refused' | 'throttled';

/**
 * Which failures new addresses can mend, and how often they are tried: one remedy for each diagnosis
 * until bytes have come again. So an address that expires after six hours is renewed each time, and a
 * server that refuses whatever it is asked is not asked for ever.
 */
export class Renewals {
  readonly #tried = new Set<Diagnosis>();
  #receivedThen = -1;

  constructor(private readonly renew: Renew) {}

  /** What the page has now, before the server is asked. Undefined where the page does not say: asking tells why. */
  async refresh(job: JobRequest, signal: AbortSignal): Promise<Addresses | undefined> {
    try {
      return await this.renew(renewRequest(job, false), signal);
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  /**
   * New addresses for the job. Undefined after throttling that nothing mends: slow is better than not
   * at all.
   * @throws the failure itself where there is no remedy, or the remedy had none; its fact `renewal` says why.
   */
  async mend(
    error: unknown,
    job: JobRequest,
    received: number,
    signal: AbortSignal,
  ): Promise<Addresses | undefined> {
    const failure = asReelkeepError(error);
    const diagnosis = diagnose(failure);
    if (received > this.#receivedThen && diagnosis === 'expired') this.#tried.delete('expired');
    if (diagnosis === undefined || this.#tried.has(diagnosis)) throw failure;
    this.#tried.add(diagnosis);
    this.#receivedThen = received;
    try {
      return await this.renew(renewRequest(job, diagnosis !== 'expired'), signal);
    } catch (thrown) {
      signal.throwIfAborted();
      if (diagnosis === 'throttled') return undefined;
      throw withoutRemedy(failure, asReelkeepError(thrown).code);
    }
  }
}

const renewRequest = (
  { id, videoUrl, tabId, parts }: JobRequest,
  doubtful: boolean,
): RenewRequest => ({
  id,
  videoUrl,
  ...(tabId === undefined ? {} : { tabId }),
  formatIds: parts.map(({ formatId }) => formatId),
  doubtful,
});

function diagnose({ code, facts }: ReelkeepError): Diagnosis | undefined {
  if (code === 'throttled') return 'throttled';
  if (code !== 'http-403' && code !== 'http-410') return undefined;
  return facts.expired === true ? 'expired' : 'refused';
}

const withoutRemedy = ({ code, message, facts, cause }: ReelkeepError, renewal: ErrorCode) =>
  new ReelkeepError(code, message, { cause, facts: { ...facts, renewal } });

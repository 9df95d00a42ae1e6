import { asReelkeepError, type ErrorFacts } from '../errors';
import type { JobRequest } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import {
  type FetchHooks,
  fetchParts,
  type OpenPart,
  received,
  type TransferPorts,
} from './fetch-parts';
import { type Renew, Renewals } from './renewals';

export interface MendedPorts {
  readonly transfer: TransferPorts;
  readonly renew: Renew;
}

export interface MendedJob {
  /** As it stands now: its addresses change when they are renewed. */
  readonly request: () => JobRequest;
  /** The addresses are known to be of no use: the page, which may be a new one, comes first. */
  readonly isRefused: boolean;
  /** The page is being asked. */
  readonly onResolving: () => void;
  readonly onRenewed: (renewal: Renewal) => void;
  /** For the log. */
  readonly note: (what: string, facts: ErrorFacts) => void;
}

/** An address that has so little time left is not worth the asking. */
const marginMs = 60_000;

/**
 * Fetches what is missing of all parts; where the addresses have expired, or the server refuses them or
 * holds them to a trickle, goes on with new ones from the page.
 * @throws the failure that no new address mends.
 */
export async function fetchMended(
  parts: readonly OpenPart[],
  job: MendedJob,
  { transfer, renew }: MendedPorts,
  hooks: Omit<FetchHooks, 'minds'>,
  signal: AbortSignal,
): Promise<void> {
  const renewals = new Renewals(async (request, aborted) => {
    const { doubtful } = request;
    job.onResolving();
    try {
      const renewal = await renew(request, aborted);
      job.note('renewed', { doubtful, ...told(renewal) });
      for (const { what, player } of renewal.notes) job.note(what, { player });
      return renewal;
    } catch (error) {
      const { code, facts } = asReelkeepError(error);
      if (!aborted.aborted) job.note('not-renewed', { ...facts, doubtful, code });
      throw error;
    }
  });
  const isWhole = parts.every(({ ledger }) => ledger.plan.isComplete);
  if (!isWhole && (job.isRefused || hasExpired(parts, transfer.clock.wallTime() + marginMs))) {
    const renewal = await renewals.refresh(job.request(), signal);
    if (renewal) job.onRenewed(renewal);
  }
  for (let minds = mindsFirst(parts); ; ) {
    const request = job.request();
    const current = parts.map((part, at) => ({
      ...part,
      request: request.parts[at] ?? part.request,
    }));
    try {
      await fetchParts(current, request, transfer, { ...hooks, minds }, signal);
      return;
    } catch (error) {
      signal.throwIfAborted();
      const renewal = await renewals.mend(error, request, received(parts), signal);
      if (renewal) job.onRenewed(renewal);
      if (asReelkeepError(error).code === 'throttled') minds = 'nothing';
    }
  }
}

const told = ({ addresses }: Renewal): ErrorFacts => ({
  formats: Object.keys(addresses).length,
  mirrors: Object.values(addresses).reduce((sum, { mirrors }) => sum + mirrors.length, 0),
});

/** googlevideo states in `expire`, in seconds since 1970, until when a URL is good. */
function hasExpired(parts: readonly OpenPart[], wallTime: number): boolean {
  return parts.some(({ request, ledger }) => {
    const expire = new URL(request.url).searchParams.get('expire') ?? '';
    const isStated = /^\d{1,12}$/.test(expire);
    return !ledger.plan.isComplete && isStated && Number(expire) * 1000 <= wallTime;
  });
}

/** Only an address with an `n` to solve can be throttled for a wrong answer. */
const mindsFirst = (parts: readonly OpenPart[]): FetchHooks['minds'] =>
  parts.some(({ request }) => new URL(request.url).searchParams.has('n'))
    ? 'throttling'
    : 'nothing';

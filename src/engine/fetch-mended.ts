import { asReelkeepError } from '../errors';
import type { JobRequest } from '../jobs/job';
import {
  type FetchHooks,
  fetchParts,
  type OpenPart,
  received,
  type TransferPorts,
} from './fetch-parts';
import { type Addresses, type Renew, Renewals } from './renewals';

export interface MendedPorts {
  readonly transfer: TransferPorts;
  readonly renew: Renew;
}

export interface MendedJob {
  /** As it stands now: its addresses change when they are renewed. */
  readonly request: () => JobRequest;
  /** The server refused the addresses when it was last asked: the page, which may be a new one, comes first. */
  readonly isRefused: boolean;
  readonly onRenewed: (urls: Addresses) => void;
}

/**
 * Fetches what is missing of all parts; where the server refuses the addresses or holds them to a
 * trickle, goes on with new ones from the page.
 * @throws the failure that no new address mends.
 */
export async function fetchMended(
  parts: readonly OpenPart[],
  job: MendedJob,
  { transfer, renew }: MendedPorts,
  hooks: Omit<FetchHooks, 'minds'>,
  signal: AbortSignal,
): Promise<void> {
  const renewals = new Renewals(renew);
  if (job.isRefused) {
    const urls = await renewals.refresh(job.request(), signal);
    if (urls) job.onRenewed(urls);
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
      const urls = await renewals.mend(error, request, received(parts), signal);
      if (urls) job.onRenewed(urls);
      if (asReelkeepError(error).code === 'throttled') minds = 'nothing';
    }
  }
}

/** Only an address with an `n` to solve can be throttled for a wrong answer. */
const mindsFirst = (parts: readonly OpenPart[]): FetchHooks['minds'] =>
  parts.some(({ request }) => new URL(request.url).searchParams.has('n'))
    ? 'throttling'
    : 'nothing';

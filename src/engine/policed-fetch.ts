import { ReelkeepError } from '../errors';
import type { Clock } from '../transfer/clock';
import type { Fetch } from '../transfer/fetch-range';

/** What the browser says of an address that the extension's own policy (`connect-src`) forbids. */
export interface PolicyViolation {
  readonly effectiveDirective: string;
  readonly blockedURI: string;
}

export interface PolicyEvents {
  addEventListener(
    type: 'securitypolicyviolation',
    listener: (violation: PolicyViolation) => void,
  ): void;
}

/** The event may come a moment after the fetch has failed. */
const newsMs = 250;

/**
 * A fetch that tells a redirect off the allowed hosts from a network that is gone. To the fetch both
 * are one TypeError; but the browser, which follows no redirect that the policy forbids, reports the
 * violation under the address that was asked.
 */
export function policedFetch(fetch: Fetch, events: PolicyEvents, clock: Clock): Fetch {
  const waiting = new Set<(violation: PolicyViolation) => void>();
  events.addEventListener('securitypolicyviolation', (violation) => {
    if (violation.effectiveDirective === 'connect-src') for (const hear of waiting) hear(violation);
  });
  return async (url, init) => {
    const { origin } = new URL(url);
    let wasStopped = false;
    let wake: () => void = () => undefined;
    const hear = ({ blockedURI }: PolicyViolation): void => {
      if (!blockedURI.startsWith(origin)) return;
      wasStopped = true;
      wake();
    };
    waiting.add(hear);
    try {
      return await fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted) throw error;
      if (!wasStopped) {
        await new Promise<void>((resolve) => {
          const cancel = clock.setTimer(newsMs, resolve);
          wake = () => {
            cancel();
            resolve();
          };
        });
      }
      throw wasStopped ? ledAstray(url) : error;
    } finally {
      waiting.delete(hear);
    }
  };
}

const ledAstray = (url: string): ReelkeepError =>
  new ReelkeepError('address-not-allowed', 'The server led to a host that is not allowed.', {
    facts: { host: new URL(url).hostname },
  });

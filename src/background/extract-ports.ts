import type { Extractor, ExtractPorts, Fetch } from '../extract/extractor';
import type { Origin } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { callInPage } from '../platform/page-calls';
import { isOwnSession } from '../platform/session';
import { sleep, systemClock } from '../transfer/clock';

const turns = new Turns();
const pageLimits = { timeoutMs: 5_000, mostCharacters: 8_000_000 };

/**
 * Asks a site's servers for a job that begins there: with its session's cookies where our own requests carry
 * those, else without any; one after the other with a pause between where the site wants one.
 */
export function siteFetch(
  { site, pauseMs }: Pick<Extractor, 'site' | 'pauseMs'>,
  origin: Origin,
): Fetch {
  const asOurselves: Fetch = (url, options) =>
    fetch(url, isOwnSession(origin) ? options : { ...options, credentials: 'omit' });
  if (pauseMs === undefined) return asOurselves;
  return (url, options) =>
    turns.take(site, async () => {
      await pause(site, pauseMs, options.signal ?? undefined);
      try {
        return await asOurselves(url, options);
      } finally {
        // From here, not from the asking: on its way a question may be late, and the next one not.
        lastAsked.set(site, systemClock.uptime());
      }
    });
}

/** By site: when the last question was over, on the platform's steady clock. */
const lastAsked = new Map<string, number>();

async function pause(site: string, ms: number, signal: AbortSignal = new AbortController().signal) {
  const left = (lastAsked.get(site) ?? Number.NEGATIVE_INFINITY) + ms - systemClock.uptime();
  if (left > 0) await sleep(systemClock, left, signal);
}

/** Lets a site's reader read the page of a tab. */
export const askTab =
  (tabId: number): ExtractPorts['askPage'] =>
  (reader) =>
    callInPage(tabId, reader, [], pageLimits);

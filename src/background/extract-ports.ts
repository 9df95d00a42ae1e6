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
  return async (url, options) => {
    await turns.take(site, () => pause(site, pauseMs, options.signal ?? undefined));
    return asOurselves(url, options);
  };
}

/** By site: when the last question was put, on the platform's steady clock. */
const lastAsked = new Map<string, number>();

async function pause(site: string, ms: number, signal: AbortSignal = new AbortController().signal) {
  const left = (lastAsked.get(site) ?? Number.NEGATIVE_INFINITY) + ms - systemClock.uptime();
  if (left > 0) await sleep(systemClock, left, signal);
  lastAsked.set(site, systemClock.uptime());
}

/** Lets a site's reader read the page of a tab. */
export const askTab =
  (tabId: number): ExtractPorts['askPage'] =>
  (reader) =>
    callInPage(tabId, reader, [], pageLimits);

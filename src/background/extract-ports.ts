import { ReelkeepError } from '../errors';
import type { Extractor, ExtractPorts, Fetch } from '../extract/extractor';
import type { Origin } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { callInPage } from '../platform/page-calls';
import { holdsHosts } from '../platform/permissions';
import { addRequestHeaders } from '../platform/request-headers';
import { isOwnSession } from '../platform/session';
import { sleep, systemClock } from '../transfer/clock';

const turns = new Turns();
const pageLimits = { timeoutMs: 5_000, mostCharacters: 8_000_000 };

/**
 * Asks a site's servers for a job that begins there: with its session's cookies where our own requests carry
 * those, else without any; one after the other with a pause between where the site wants one.
 */
export function siteFetch(
  { site, hosts, pauseMs }: Pick<Extractor, 'site' | 'hosts' | 'pauseMs'>,
  origin: Origin,
  pageUrl?: string,
): Fetch {
  const asOurselves: Fetch = (url, options) =>
    fetch(url, isOwnSession(origin) ? options : { ...options, credentials: 'omit' });
  if (hosts.length === 0) return withLeave(asOurselves, pageUrl);
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

/**
 * Most servers of streams let everybody read them. Where one does not the person must, for that host alone:
 * no-permission says so, with the `hosts`. From then on the host hears, from the engine too, that we come
 * from its page: as much as a browser tells it, the page's origin.
 */
function withLeave(ask: Fetch, pageUrl: string | undefined): Fetch {
  const told = new Set<string>();
  return async (url, options) => {
    const { hostname } = new URL(url);
    const isHeld = await holdsHosts([hostname]);
    if (pageUrl && isHeld && !told.has(hostname)) {
      await addRequestHeaders(hostname, `${new URL(pageUrl).origin}/`);
      told.add(hostname);
    }
    try {
      const response = await ask(url, options);
      if (isHeld || response.status !== 403) return response;
    } catch (thrown) {
      if (options.signal?.aborted || isHeld) throw thrown;
    }
    throw new ReelkeepError('no-permission', 'The host does not let us read what it has.', {
      facts: { hosts: hostname },
    });
  };
}

/** By site: when the last question was over, on the platform's steady clock. */
const lastAsked = new Map<string, number>();

async function pause(site: string, ms: number, signal: AbortSignal = new AbortController().signal) {
  const left = (lastAsked.get(site) ?? Number.NEGATIVE_INFINITY) + ms - systemClock.uptime();
  if (left > 0) await sleep(systemClock, left, signal);
}

/** Lets a site's reader read the page of a tab. */
export const askTab =
  (tabId: number | undefined): ExtractPorts['askPage'] =>
  async (reader) =>
    tabId === undefined ? undefined : callInPage(tabId, reader, [], pageLimits);

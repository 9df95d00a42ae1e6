import { ReelkeepError } from '../errors';
import type { Fetch } from '../transfer/fetch-range';

/** Where a redirect leads may be out of reach for a moment. */
const mostBrokenRedirects = 3;

/**
 * A fetch that tells a redirect to where we may not read from a network that is gone. To the fetch both are
 * one TypeError; but the address itself can be asked whether it redirects, without following it. One that
 * leads to no answer again and again leads astray.
 */
export function policedFetch(fetch: Fetch): Fetch {
  /** By address, in a row. */
  const broken = new Map<string, number>();
  return async (url, init) => {
    try {
      const response = await fetch(url, init);
      broken.delete(url);
      return response;
    } catch (error) {
      if (init.signal?.aborted || !(await redirects(fetch, url, init))) throw error;
      const times = (broken.get(url) ?? 0) + 1;
      broken.set(url, times);
      if (times < mostBrokenRedirects) throw error;
      broken.delete(url);
      throw ledAstray(url);
    }
  };
}

async function redirects(fetch: Fetch, url: string, init: RequestInit): Promise<boolean> {
  try {
    const response = await fetch(url, { ...init, method: 'HEAD', redirect: 'manual' });
    return response.type === 'opaqueredirect';
  } catch {
    // Nor does the address itself answer: it is the network.
    return false;
  }
}

const ledAstray = (url: string): ReelkeepError =>
  new ReelkeepError('address-not-allowed', 'The server led to a host that is not allowed.', {
    facts: { host: new URL(url).hostname },
  });

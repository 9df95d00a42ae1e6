import { ReelkeepError } from '../../errors';
import { ask } from '../ask-json';
import type { Fetch } from '../extractor';

/**
 * Asks for the first bytes: what the engine will ask for must be allowed now, while a person can be asked. A
 * server that lets everybody read its files does not always let them see which part they were given (`isPart`:
 * whoever fetches this must).
 * @throws no-permission with the `hosts`, and what `ask` throws.
 */
export async function askForPart(
  fetch: Fetch,
  { url, isPart }: { readonly url: string; readonly isPart: boolean },
  bytes: number,
  signal: AbortSignal,
): Promise<Response> {
  const headers = { Range: `bytes=0-${bytes - 1}` };
  const response = await ask(
    fetch,
    url,
    { headers, credentials: 'omit', cache: 'no-store' },
    signal,
  );
  const isBlind = response.type === 'cors' && response.headers.get('content-range') === null;
  if (!isPart || response.status !== 206 || !isBlind) return response;
  await response.body?.cancel();
  throw new ReelkeepError('no-permission', 'The host does not show what it serves.', {
    facts: { hosts: new URL(response.url || url).hostname },
  });
}

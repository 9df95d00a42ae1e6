import type { Fetch } from '../../../src/transfer/fetch-range';
import type { FaultyServer } from './faulty-server';

/** Node's fetch, led from names to servers on loopback; an answer says the address that was asked. A name without a server is not there. */
export function namedHosts(servers: Readonly<Record<string, FaultyServer>>): Fetch {
  return async (url, init) => {
    const server = servers[new URL(url).hostname];
    if (!server) throw new TypeError('fetch failed');
    const response = await fetch(`http://127.0.0.1:${server.port}/`, init);
    Object.defineProperty(response, 'url', { value: url });
    return response;
  };
}

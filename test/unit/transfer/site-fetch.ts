import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { Readable } from 'node:stream';
import type { Fetch } from '../../../src/transfer/fetch-range';

/** A browser opens no more to one host. */
const mostSockets = 6;

/**
 * The transfer's `fetch` on the offline site, under the names in the URLs: connections stay open from
 * range to range, six to a host, and one whose body is given up is closed, as in a browser.
 */
export function siteFetch(port: number): Fetch & { close(): void } {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: mostSockets,
    rejectUnauthorized: false,
  });
  const ask: Fetch = (url, { method = 'GET', headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const { hostname, pathname, search } = new URL(url);
      const sent = request({
        ...{ agent, port, method, host: '127.0.0.1', servername: hostname },
        path: pathname + search,
        headers: { ...Object.fromEntries(new Headers(headers)), host: hostname },
      });
      const giveUp = (): void => {
        sent.destroy();
        reject(signal?.reason);
      };
      if (signal?.aborted) giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
      sent.once('close', () => signal?.removeEventListener('abort', giveUp));
      sent.once('error', reject);
      sent.once('response', (answer) => resolve(asResponse(answer, url)));
      sent.end(body);
    });
  return Object.assign(ask, { close: () => agent.destroy() });
}

function asResponse(answer: IncomingMessage, url: string): Response {
  const pairs = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
  const body = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
  const response = new Response(body, {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(pairs),
  });
  Object.defineProperty(response, 'url', { value: url });
  return response;
}

import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { sign } from '../../site/googlevideo/sign';
import type { Site } from '../../site/start-site';
import { watchUrl } from '../../site/video-spec';

export interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** Asks the site under the name in the URL; resolves with the head of the answer. */
export function open(site: Site, url: string, asked: Asked = {}): Promise<IncomingMessage> {
  const { hostname, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: site.port,
      servername: hostname,
      path: pathname + search,
      method: asked.method ?? 'GET',
      headers: { host: hostname, ...asked.headers },
      rejectUnauthorized: false,
      agent: false,
      ...(asked.signal && { signal: asked.signal }),
    });
    sent.once('error', reject).once('response', resolve).end(asked.body);
  });
}

export async function ask(site: Site, url: string, asked?: Asked) {
  const answer = await open(site, url, asked);
  const { statusCode: status, headers } = answer;
  return { status, headers, body: await buffer(answer) };
}

export const range = (start: number, end: number): Asked => ({
  headers: { range: `bytes=${start}-${end}` },
});

/** The text of a watch page. */
export async function pageText(site: Site, id: string): Promise<string> {
  const { status, body } = await ask(site, watchUrl(id));
  if (status !== 200) throw new Error(`${id} answers ${status}`);
  return body.toString();
}

interface Entry {
  readonly itag: number;
  readonly url?: string;
  readonly signatureCipher?: string;
  readonly contentLength?: string;
}

/** The formats that the page of a modern video carries inline. */
export async function modernFormats(site: Site, id: string): Promise<readonly Entry[]> {
  const text = await pageText(site, id);
  const [, json = ''] =
    /(?:var ytInitialPlayerResponse|window\.sitePlayerResponse) = (\{.*?\});var /.exec(text) ?? [];
  const { formats, adaptiveFormats } = JSON.parse(json).streamingData;
  return [...formats, ...adaptiveFormats];
}

/** A modern format's address, signed and with `n` solved, by what the site itself knows. */
export async function solvedAddress(site: Site, id: string, itag: number): Promise<URL> {
  const format = (await modernFormats(site, id)).find((entry) => entry.itag === itag);
  const cipher = new URLSearchParams(format?.signatureCipher);
  const url = new URL(format?.url ?? cipher.get('url') ?? '');
  const { searchParams } = url;
  if (cipher.has('s')) searchParams.set('sig', sign(searchParams, '2020'));
  searchParams.set('n', site.players.of('2020').solveN(searchParams.get('n') ?? ''));
  return url;
}

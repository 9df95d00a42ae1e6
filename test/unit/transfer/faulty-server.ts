import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does instead of a right answer. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'ignore-range' }
  | { readonly kind: 'shifted-content-range' }
  | { readonly kind: 'no-content-range' }
  | { readonly kind: 'fewer-bytes' }
  | { readonly kind: 'short-body'; readonly chunked: boolean }
  | { readonly kind: 'long-body' }
  | { readonly kind: 'reset'; readonly afterBytes: number }
  | { readonly kind: 'stall'; readonly afterBytes: number }
  | { readonly kind: 'other-etag' }
  | { readonly kind: 'other-total' }
  | { readonly kind: 'gzip' }
  | { readonly kind: 'redirect'; readonly to: string };

export interface SeenRequest {
  readonly range: string | undefined;
  readonly acceptEncoding: string | undefined;
}

/** What is served; it may be replaced while the server runs. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface FaultyServer {
  readonly url: string;
  readonly port: number;
  content: Content;
  readonly seen: readonly SeenRequest[];
  /** Ranges being answered at once, at the most. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

/** A ranged server on loopback; `faultFor` is asked for each request, by its number from 0. */
export async function startFaultyServer(
  bytes: Uint8Array,
  faultFor: (index: number, range: string | undefined) => Fault | undefined = () => undefined,
): Promise<FaultyServer> {
  const served: { content: Content } = { content: { bytes, etag: '"one"' } };
  const seen: SeenRequest[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const { range } = request.headers;
    const acceptEncoding = request.headers['accept-encoding']?.toString();
    const fault = faultFor(seen.length, range);
    seen.push({ range, acceptEncoding });
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => {
      open -= 1;
    });
    answer(served.content, request, response, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/videoplayback?expire=1000`,
    port,
    get content() {
      return served.content;
    },
    set content(content) {
      served.content = content;
    },
    seen,
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(
  content: Content,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): void {
  if (fault?.kind === 'status') {
    response.writeHead(fault.status, fault.retryAfter ? { 'retry-after': fault.retryAfter } : {});
    response.end('no');
    return;
  }
  if (fault?.kind === 'redirect') {
    response.writeHead(302, { location: fault.to }).end();
    return;
  }
  const { bytes } = content;
  const asked = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (!asked || fault?.kind === 'ignore-range') {
    response.writeHead(200, { 'content-length': bytes.length, ...validators(content) });
    response.end(bytes);
    return;
  }
  const start = Number(asked[1]);
  if (start >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const asEnd = Math.min(Number(asked[2]) + 1, bytes.length);
  const end = fault?.kind === 'fewer-bytes' ? Math.max(start + 1, asEnd - 10) : asEnd;
  respond(response, { content, start, end }, fault);
}

function respond(
  response: ServerResponse,
  { content, start, end }: { content: Content; start: number; end: number },
  fault: Fault | undefined,
): void {
  const shift = fault?.kind === 'shifted-content-range' ? 1 : 0;
  const total = content.bytes.length + (fault?.kind === 'other-total' ? 5 : 0);
  const body = content.bytes.subarray(start, end);
  const chunked = fault?.kind === 'long-body' || (fault?.kind === 'short-body' && fault.chunked);
  response.writeHead(206, {
    ...validators(content),
    ...(fault?.kind === 'other-etag' ? { etag: '"two"' } : {}),
    ...(fault?.kind === 'no-content-range'
      ? {}
      : { 'content-range': `bytes ${start + shift}-${end - 1 + shift}/${total}` }),
    ...(fault?.kind === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
    ...(chunked ? {} : { 'content-length': body.length }),
  });
  switch (fault?.kind) {
    case 'short-body':
      if (fault.chunked) response.end(body.subarray(0, body.length >> 1));
      else response.write(body.subarray(0, body.length >> 1), () => response.socket?.end());
      return;
    case 'long-body':
      response.end(Buffer.concat([body, Buffer.alloc(100, 0xee)]));
      return;
    case 'reset':
      response.write(body.subarray(0, fault.afterBytes), () => response.socket?.resetAndDestroy());
      return;
    case 'stall':
      response.write(body.subarray(0, fault.afterBytes));
      return;
    default:
      response.end(body);
  }
}

const validators = ({ etag, lastModified }: Content): Record<string, string> => ({
  ...(etag === undefined ? {} : { etag }),
  ...(lastModified === undefined ? {} : { 'last-modified': lastModified }),
});

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../control/fault';
import { endRequest, type SiteRequest } from '../control/request-log';
import { hostRole } from '../hosts';
import { fourchanHandler } from '../others/fourchan';
import { gfycatHandler } from '../others/gfycat';
import { imgurHandler } from '../others/imgur';
import { streamsHandler } from '../others/streams';
import { tencentHandler } from '../others/tencent';
import { type Answer, type Ask, bodyLength, type Handler, statusAnswer } from './answer';
import { applyFault } from './apply-fault';
import { connectionLimits } from './connection-limits';
import { imageHandler, scriptHandler } from './image-handler';
import { mediaHandler } from './media-handler';
import { pageHandler } from './page-handler';
import { RateLimiter } from './rate-limiter';
import { sendBody } from './send-body';
import type { SiteContext } from './site-context';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Ends a connection with RST. */
export type Reset = (socket: Socket) => void;

/** Answers every request by its host, makes it fail as the test wants, holds the limits, and keeps the log. */
export function router(context: SiteContext, reset: Reset): Listener {
  const handle = byHost(context);
  const limiters = connectionLimits(context.control);
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const ask = askOf(request);
    const right = await handle(ask);
    // What is refused anyway uses up no fault.
    const { body } = right;
    const asked = body.kind === 'file' ? { ...right, start: body.start } : right;
    const fault =
      right.status < 300
        ? context.control.faults.take({ ...asked, host: ask.url.hostname })
        : undefined;
    const answer = applyFault(right, fault, ask.url);
    const entry = context.control.requests.add(entryOf(request, ask, answer, fault));
    if (fault?.kind === 'silence') {
      response.once('close', () => endRequest(entry, 'aborted'));
      return;
    }
    if (answer.delayMs) await sleep(answer.delayMs);
    writeHead(response, answer);
    if (ask.method === 'HEAD' || bodyLength(answer.body) === 0) {
      response.end();
      endRequest(entry, 'complete');
      return;
    }
    await sendBody(response, answer.body, {
      request: entry,
      limiters: [...limiters(request.socket, answer.kind), ...ownLimiters(answer, fault)],
      fault,
      reset: () => reset(request.socket),
    });
  };
  return (request, response) => {
    respond(request, response).catch((thrown: unknown) => {
      // A fault of the site itself: said aloud, for a test would otherwise blame the extension.
      console.error(`Offline video site: ${request.headers.host}${request.url}:`, thrown);
      if (!response.headersSent) response.writeHead(500);
      response.destroy();
    });
  };
}

function byHost(context: SiteContext): Handler {
  const handlers: Record<ReturnType<typeof hostRole>, Handler> = {
    page: pageHandler(context),
    media: mediaHandler(context),
    images: imageHandler(context),
    scripts: scriptHandler(context),
    evil: async () => statusAnswer('evil', 200),
    imgur: imgurHandler(context.control),
    fourchan: fourchanHandler(context.control),
    gfycat: gfycatHandler(context.control),
    streams: streamsHandler(context.control),
    tencent: tencentHandler(context.control),
    unknown: async () => statusAnswer('other', 421),
  };
  return (ask) => handlers[hostRole(ask.url.hostname)](ask);
}

const maxRequestBytes = 1 << 20;

function askOf(request: IncomingMessage): Ask {
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `https://${request.headers.host ?? 'unknown.invalid'}`),
    headers: request.headers,
    remoteAddress: (request.socket.remoteAddress ?? '').replace('::ffff:', ''),
    readBody: () => text(bounded(request)),
    readBytes: () => buffer(bounded(request)),
  };
}

function bounded(request: IncomingMessage): IncomingMessage {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > maxRequestBytes) throw new RangeError(`A request of ${length} bytes`);
  return request;
}

function entryOf(
  { socket }: IncomingMessage,
  { method, url, headers }: Ask,
  { kind, status, videoId, itag, note, body }: Answer,
  fault: Fault | undefined,
): SiteRequest {
  return {
    kind,
    method,
    host: url.hostname,
    path: url.pathname,
    query: url.searchParams,
    ...(headers.origin !== undefined && { origin: headers.origin }),
    ...(headers.referer !== undefined && { referer: headers.referer }),
    ...(headers.cookie !== undefined && { cookie: headers.cookie }),
    ...(headers.authorization !== undefined && { isSigned: true }),
    ...(videoId !== undefined && { videoId }),
    ...(itag !== undefined && { itag }),
    connection: socket.remotePort ?? 0,
    startedAt: Date.now(),
    status,
    ...(body.kind === 'file' && { range: { start: body.start, end: body.end } }),
    bytesSent: 0,
    ...(note !== undefined && { note }),
    ...(fault && { fault: fault.kind }),
    state: 'open',
  };
}

function writeHead(response: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  // Whoever compresses on the fly does not know it yet.
  const length = headers['content-encoding'] === undefined ? bodyLength(body) : undefined;
  if (length !== undefined) response.setHeader('content-length', length);
  response.statusCode = status;
}

function ownLimiters({ bytesPerSecond }: Answer, fault: Fault | undefined): readonly RateLimiter[] {
  const slowed = fault?.kind === 'throttle' ? fault.bytesPerSecond : undefined;
  return [bytesPerSecond, slowed].flatMap((rate) =>
    rate === undefined ? [] : [new RateLimiter(() => rate)],
  );
}

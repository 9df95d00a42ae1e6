import type { IncomingHttpHeaders } from 'node:http';
import type { RequestKind } from '../control/fault';
import type { Body } from './send-body';

/** A request, as handlers see it. */
export interface Ask {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** IPv4, dotted. */
  readonly remoteAddress: string;
  /** The body as text; rejects above 1 MB. */
  readonly readBody: () => Promise<string>;
  /** As bytes; rejects above 1 MB. */
  readonly readBytes: () => Promise<Buffer>;
}

/** What a handler answers; sending it, faults, limits and the log are the router's. */
export interface Answer {
  readonly kind: RequestKind;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Body;
  readonly videoId?: string;
  readonly itag?: number;
  /** Goes to the log: why it was refused or slowed. */
  readonly note?: string;
  /** Of this answer alone. */
  readonly bytesPerSecond?: number;
  /** Milliseconds before it begins. */
  readonly delayMs?: number;
}

export type Handler = (ask: Ask) => Promise<Answer>;

export const noBody: Body = { kind: 'bytes', bytes: Buffer.alloc(0) };

/** `no-store`, where the real site says a year: every fetch of a page or a script is to be counted. */
export function textAnswer(
  kind: RequestKind,
  type: string,
  text: string,
  more: Partial<Answer> = {},
): Answer {
  return {
    kind,
    status: 200,
    body: { kind: 'bytes', bytes: Buffer.from(text) },
    ...more,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      ...more.headers,
    },
  };
}

export const statusAnswer = (
  kind: RequestKind,
  status: number,
  more: Partial<Answer> = {},
): Answer => ({ kind, status, headers: {}, body: noBody, ...more });

/** Of a body in bytes; undefined: nobody knows yet. */
export function bodyLength(body: Body): number | undefined {
  if (body.kind === 'stream') return undefined;
  return body.kind === 'bytes' ? body.bytes.length : body.end - body.start + 1;
}

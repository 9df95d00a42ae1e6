import type { Fault, Garbage } from '../control/fault';
import { type Answer, bodyLength, noBody } from './answer';

/** A right answer, made wrong as the fault says. Faults that strike while the body is sent change nothing here. */
export function applyFault(answer: Answer, fault: Fault | undefined, { href }: URL): Answer {
  switch (fault?.kind) {
    case 'status':
      return {
        ...answer,
        status: fault.status,
        headers: retryHeaders(fault),
        body: noBody,
      };
    case 'redirect':
      return redirected(answer, fault.to);
    case 'redirect-host': {
      const url = new URL(href);
      url.host = fault.host;
      return redirected(answer, url.href);
    }
    case 'wrong-content-range':
      return shiftedRange(answer, fault.shift);
    case 'ignore-range':
      return whole(answer);
    case 'short':
      return shortened(answer, fault.bytes);
    case 'change-content':
    case 'rename-content':
      return {
        ...answer,
        headers: {
          ...answer.headers,
          etag: '"changed"',
          'last-modified': 'Sat, 01 Jan 2028 00:00:00 GMT',
        },
      };
    case 'change-length':
      return longer(answer, fault.by);
    case 'gzip':
      return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } };
    case 'garbage':
      return garbage(answer, fault.as);
    default:
      return answer;
  }
}

function retryHeaders({
  retryAfter,
  retryDateIn,
}: Extract<Fault, { kind: 'status' }>): Record<string, string> {
  if (retryDateIn === undefined)
    return retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return { 'retry-after': new Date(Date.now() + retryDateIn * 1000).toUTCString() };
}

const redirected = (answer: Answer, location: string): Answer => ({
  ...answer,
  status: 302,
  headers: { location },
  body: noBody,
});

function shiftedRange(answer: Answer, shift: number): Answer {
  if (answer.body.kind !== 'file' || answer.status !== 206) return answer;
  const { start, end, size } = answer.body;
  const range = `bytes ${start + shift}-${end + shift}/${size}`;
  return { ...answer, headers: { ...answer.headers, 'content-range': range } };
}

function longer(answer: Answer, by: number): Answer {
  if (answer.body.kind !== 'file' || answer.status !== 206) return answer;
  const { start, end, size } = answer.body;
  const range = `bytes ${start}-${end}/${size + by}`;
  return { ...answer, headers: { ...answer.headers, 'content-range': range } };
}

/** The bytes of the two that keep their length are spoiled while they are sent. */
function garbage(answer: Answer, as: Garbage): Answer {
  if (as === 'noise') return answer;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  if (as === 'page-part') return { ...answer, headers: { ...answer.headers, ...headers } };
  const page = '<!doctype html><title>Log in</title><p>Log in to use this network.';
  return { ...answer, status: 200, headers, body: { kind: 'bytes', bytes: Buffer.from(page) } };
}

function whole(answer: Answer): Answer {
  if (answer.body.kind !== 'file') return answer;
  const { 'content-range': _range, ...headers } = answer.headers;
  return {
    ...answer,
    status: 200,
    headers,
    body: { ...answer.body, start: 0, end: answer.body.size - 1 },
  };
}

function shortened(answer: Answer, bytes: number): Answer {
  if (answer.body.kind === 'stream' || (bodyLength(answer.body) ?? 0) <= bytes) return answer;
  const body =
    answer.body.kind === 'file'
      ? { ...answer.body, end: answer.body.start + bytes - 1 }
      : { ...answer.body, bytes: answer.body.bytes.subarray(0, bytes) };
  return { ...answer, body };
}

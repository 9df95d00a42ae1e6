import type { Fault } from '../control/fault';
import { type Answer, bodyLength, noBody } from './answer';

/** A right answer, made wrong as the fault says. Faults that strike while the body is sent change nothing here. */
export function applyFault(answer: Answer, fault: Fault | undefined, { href }: URL): Answer {
  switch (fault?.kind) {
    case 'status':
      return {
        ...answer,
        status: fault.status,
        headers: fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter },
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
      return {
        ...answer,
        headers: {
          ...answer.headers,
          etag: '"changed"',
          'last-modified': 'Sat, 01 Jan 2028 00:00:00 GMT',
        },
      };
    default:
      return answer;
  }
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
  if (bodyLength(answer.body) <= bytes) return answer;
  const body =
    answer.body.kind === 'file'
      ? { ...answer.body, end: answer.body.start + bytes - 1 }
      : { ...answer.body, bytes: answer.body.bytes.subarray(0, bytes) };
  return { ...answer, body };
}

import { ReelkeepError } from '../errors';
import { boundedText } from '../extract/bounded-text';
import type { Exchange } from '../transfer/aria2/json-rpc';

/** A few hundred downloads tell less than this. */
const longestAnswer = 2_000_000;
const patienceMs = 8_000;

/** By the address: http, https, ws or wss. */
export function exchangeWith(address: string): Exchange {
  const carry = /^wss?:/.test(address) ? overSocket : overHttp;
  return async (question, isAnswer, signal) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    try {
      return await carry(address, question, isAnswer, limited);
    } catch (cause) {
      signal.throwIfAborted();
      throw new ReelkeepError('aria2-unreachable', 'Nobody answers at the address.', { cause });
    }
  };
}

type Carry = (address: string, ...exchange: Parameters<Exchange>) => Promise<string>;

/** aria2 says by the status too that it refuses something: the words are in the body all the same. */
const overHttp: Carry = async (address, question, _isAnswer, signal) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: question,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    signal,
  });
  return boundedText(response, longestAnswer);
};

/** A connection for each question: nothing is open while nobody asks. */
const overSocket: Carry = (address, question, isAnswer, signal) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const end = (): void => socket.close();
    signal.addEventListener('abort', end, { once: true });
    socket.addEventListener('open', () => socket.send(question));
    socket.addEventListener('message', ({ data }) => {
      if (typeof data !== 'string' || data.length > longestAnswer || !isAnswer(data)) return;
      resolve(data);
      end();
    });
    socket.addEventListener('close', () => {
      signal.removeEventListener('abort', end);
      reject(new Error('The connection was closed.'));
    });
  });

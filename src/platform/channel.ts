import browser, { type Runtime } from 'webextension-polyfill';
import { type ErrorData, fromErrorData, ReelkeepError, toErrorData } from '../errors';

/** A room's requests by name; what `receive` answers and `createSender` asks. */
type Requests = Record<string, (request: never) => unknown>;
export type Handlers<R extends Requests> = {
  [K in keyof R]: (request: Parameters<R[K]>[0]) => ReturnType<R[K]> | Promise<ReturnType<R[K]>>;
};
export type Sender<R extends Requests> = {
  [K in keyof R]: (request: Parameters<R[K]>[0]) => Promise<ReturnType<R[K]>>;
};

export type Receiver = 'background' | 'engine' | 'content';

interface Envelope {
  readonly to: Receiver;
  readonly name: string;
  readonly request: unknown;
}
type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorData };

/**
 * Answers this receiver's requests from now on. Call it at the top level, so that a woken worker
 * hears the message that woke it. Only our own extension's pages and workers are heard: a content
 * script lives in a page's process and has nothing to ask.
 */
export function receive<R extends Requests>(receiver: Receiver, handlers: Handlers<R>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isEnvelope(message) || message.to !== receiver || !isOurOwn(sender)) return undefined;
    const handler = Object.hasOwn(handlers, message.name) ? handlers[message.name] : undefined;
    return answer(message.name, handler, message.request);
  });
}

/** Asks a receiver among the extension's own pages and workers. */
export function createSender<R extends Requests>(receiver: Receiver): Sender<R> {
  return senderOver<R>(receiver, (envelope) => browser.runtime.sendMessage(envelope));
}

/** Asks the content script in a tab's top frame. */
export function createTabSender<R extends Requests>(receiver: Receiver, tabId: number): Sender<R> {
  return senderOver<R>(receiver, (envelope) =>
    browser.tabs.sendMessage(tabId, envelope, { frameId: 0 }),
  );
}

async function answer(
  name: string,
  handler: ((request: never) => unknown) | undefined,
  request: unknown,
): Promise<Reply> {
  try {
    if (!handler) throw new ReelkeepError('message-invalid', `No request is called ${name}.`);
    return { ok: true, value: await handler(request as never) };
  } catch (thrown) {
    return { ok: false, error: toErrorData(thrown) };
  }
}

function senderOver<R extends Requests>(
  to: Receiver,
  send: (envelope: Envelope) => Promise<unknown>,
): Sender<R> {
  const ask = async (name: string, request: unknown): Promise<unknown> => {
    let reply: unknown;
    try {
      reply = await send({ to, name, request });
    } catch (cause) {
      throw new ReelkeepError('no-receiver', `The ${to} does not answer.`, { cause });
    }
    if (!isReply(reply)) throw new ReelkeepError('no-receiver', `The ${to} does not answer.`);
    if (!reply.ok) throw fromErrorData(reply.error);
    return reply.value;
  };
  return new Proxy({} as Sender<R>, {
    // A promise that resolves with a sender asks it for `then`: it must not look like a promise itself.
    get: (_target, name) =>
      typeof name === 'symbol' || name === 'then'
        ? undefined
        : (request: unknown) => ask(name, request),
  });
}

function isOurOwn(sender: Runtime.MessageSender): boolean {
  if (sender.id !== browser.runtime.id) return false;
  // Chromium's service worker speaks to content scripts without a URL of a page.
  return sender.url === undefined || sender.url.startsWith(browser.runtime.getURL(''));
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'to' in message && 'name' in message;
}

function isReply(reply: unknown): reply is Reply {
  return typeof reply === 'object' && reply !== null && 'ok' in reply;
}

import browser, { type Runtime } from 'webextension-polyfill';

/**
 * Answers what other extensions ask, by who asks: the browser vouches for the id. Web pages are not heard:
 * the manifest lets none in. Call it at the top level.
 */
export function receiveExternal(
  answer: (callerId: string, message: unknown) => Promise<unknown>,
): void {
  browser.runtime.onMessageExternal.addListener(
    (message: unknown, { id, url }: Runtime.MessageSender) =>
      id === undefined || /^https?:/.test(url ?? '') ? undefined : answer(id, message),
  );
}

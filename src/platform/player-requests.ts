import browser, { type WebRequest } from 'webextension-polyfill';

/** What a page of a tab has sent to a media host. */
export interface PlayerRequest {
  readonly tabId: number;
  readonly body: Uint8Array;
}

/**
 * Tells of what the pages' own players send to the media hosts at these addresses (match patterns), where a
 * person has granted `webRequest`, now or later; of hosts that we may read anyway. Call it at the top level.
 */
export function onPlayerRequest(
  urls: readonly string[],
  listener: (request: PlayerRequest) => Promise<void>,
): void {
  const hear = (details: WebRequest.OnBeforeRequestDetailsType): undefined => {
    const bytes: unknown = details.requestBody?.raw?.[0]?.bytes;
    // What we ask ourselves is of no tab.
    if (details.method !== 'POST' || details.tabId < 0 || !(bytes instanceof ArrayBuffer)) return;
    void listener({ tabId: details.tabId, body: new Uint8Array(bytes) });
  };
  const listen = (): void => {
    // Without the permission there is no such API.
    const { onBeforeRequest } = browser.webRequest ?? {};
    if (onBeforeRequest === undefined || onBeforeRequest.hasListener(hear)) return;
    const filter = { urls: [...urls], types: ['xmlhttprequest' as const] };
    onBeforeRequest.addListener(hear, filter, ['requestBody']);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}

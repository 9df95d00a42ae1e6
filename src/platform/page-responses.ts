import browser, { type WebRequest } from 'webextension-polyfill';
import { hostPattern } from './host-pattern';

/** Both at once: without a site's leave the browser tells nothing of what its pages load. */
const leave = { permissions: ['webRequest' as const], origins: [hostPattern('*')] };

/** Asks for it; false when the person says no. Call it straight from a click. */
export const requestPageWatch = (): Promise<boolean> => browser.permissions.request(leave);

/** Chromium takes what was allowed of single sites along: each is asked for when it is used next. */
export async function dropPageWatch(): Promise<void> {
  await browser.permissions.remove(leave);
}

/** What a page of a tab has been answered, in whichever of its frames and workers. */
export interface PageResponse {
  readonly tabId: number;
  readonly url: string;
  /** As the server says it; empty where it does not. */
  readonly type: string;
  /** Of the request: `page` is a new page in the tab, `media` what an element plays by itself. */
  readonly kind: 'page' | 'media' | 'other';
  readonly isPrivate: boolean;
}

/** Tells of what pages are answered, where a person has allowed it, now or later. Call it at the top level. */
export function onPageResponse(listener: (response: PageResponse) => Promise<void>): void {
  const hear = async (details: WebRequest.OnResponseStartedDetailsType): Promise<void> => {
    if (details.tabId >= 0 && details.statusCode < 400) await listener(responseOf(details));
  };
  const listen = (): void => {
    // Without the permission there is no such API.
    const { onResponseStarted } = browser.webRequest ?? {};
    if (onResponseStarted === undefined || onResponseStarted.hasListener(hear)) return;
    onResponseStarted.addListener(
      hear,
      { urls: [hostPattern('*')], types: ['main_frame', 'media', 'xmlhttprequest', 'other'] },
      ['responseHeaders'],
    );
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}

/** Call it at the top level. */
export function onTabClosed(listener: (tabId: number) => Promise<void>): void {
  browser.tabs.onRemoved.addListener(listener);
}

function responseOf(details: WebRequest.OnResponseStartedDetailsType): PageResponse {
  const { tabId, url, type, responseHeaders = [], incognito = false } = details;
  const header = responseHeaders.find(({ name }) => name.toLowerCase() === 'content-type');
  return {
    ...{ tabId, url, isPrivate: incognito },
    type: header?.value ?? '',
    kind: type === 'main_frame' ? 'page' : type === 'media' ? 'media' : 'other',
  };
}

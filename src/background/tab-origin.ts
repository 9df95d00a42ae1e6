import type { Origin } from '../jobs/job';
import { type TabInfo, tabInfo } from '../platform/tabs';

/** Firefox's name for the cookies of no container. */
const usualCookies = 'firefox-default';

/** Where a job of this tab begins. Of a tab that is gone only its number is known. */
export async function tabOrigin(tabId: number): Promise<Origin> {
  const tab = await tabInfo(tabId);
  return tab ? originOf(tab) : { tabId };
}

export function originOf({ id, cookieStoreId, isPrivate }: TabInfo): Origin {
  return {
    tabId: id,
    ...(cookieStoreId === undefined || cookieStoreId === usualCookies ? {} : { cookieStoreId }),
    ...(isPrivate ? { isPrivate } : {}),
  };
}

/** Whether both have the same cookies: no other's page may speak for a job. */
export const sameSession = (one: Origin, other: Origin): boolean =>
  one.cookieStoreId === other.cookieStoreId && one.isPrivate === other.isPrivate;

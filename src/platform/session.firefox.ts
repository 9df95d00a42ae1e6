import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';
import type { Origin } from '../jobs/job';

/** Whether our own requests carry the cookies of where the job began. Firefox: only outside containers and private windows. */
export const isOwnSession = ({ isPrivate, cookieStoreId }: Origin): boolean =>
  !isPrivate && cookieStoreId === undefined;

/**
 * Opens an inactive, silent tab with those cookies, and answers with its id.
 * @throws page-not-reachable where there is no window of that kind any more, or no such container.
 */
export async function openInSession(
  url: string,
  { isPrivate, cookieStoreId }: Origin,
): Promise<number> {
  const windows = await browser.windows.getAll({ windowTypes: ['normal'] });
  // Left to itself the browser takes the front window, and refuses a container in a private one.
  const windowId = windows.find(({ incognito }) => incognito === (isPrivate ?? false))?.id;
  if (windowId === undefined) throw gone(undefined);
  try {
    const { id } = await browser.tabs.create({
      url,
      windowId,
      active: false,
      muted: true,
      ...(isPrivate || cookieStoreId === undefined ? {} : { cookieStoreId }),
    });
    if (id !== undefined) return id;
  } catch (cause) {
    throw gone(cause);
  }
  throw gone(undefined);
}

const gone = (cause: unknown) =>
  new ReelkeepError('page-not-reachable', 'The session that the job began in is gone.', { cause });

/** What of the session `downloads.download` takes: a private one stays out of the browser's own list and history. */
export const downloadSession = ({ isPrivate }: Origin): { incognito?: boolean } =>
  isPrivate ? { incognito: true } : {};

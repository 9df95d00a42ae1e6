import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';
import type { Origin } from '../jobs/job';

/** Whether our own requests carry the cookies of where the job began. Chromium: a private window has a background of its own, and there are no containers. */
export const isOwnSession = (_origin: Origin): boolean => true;

/** Opens an inactive, silent tab, and answers with its id. Chromium: every tab that we can open has the background's cookies. */
export async function openInSession(url: string, _origin: Origin): Promise<number> {
  try {
    const { id } = await browser.tabs.create({ url, active: false });
    if (id === undefined) throw gone(undefined);
    await browser.tabs.update(id, { muted: true });
    return id;
  } catch (cause) {
    throw gone(cause);
  }
}

const gone = (cause: unknown) =>
  new ReelkeepError('page-not-reachable', 'There is no window to open a tab in.', { cause });

/** What of the session `downloads.download` takes. Chromium: a private window's background downloads privately by itself. */
export const downloadSession = (_origin: Origin): { incognito?: boolean } => ({});

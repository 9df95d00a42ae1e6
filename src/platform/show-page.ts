import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';
import type { Origin } from '../jobs/job';
import { openInSession } from './session';

/** Opens a page before the person's eyes, in the session that it is meant for. @throws as `openInSession`. */
export async function showPage(url: string, origin: Origin): Promise<void> {
  if (!/^https?:\/\//.test(url)) throw new ReelkeepError('message-invalid', 'Not a web address.');
  const tabId = await openInSession(url, origin);
  const { windowId } = await browser.tabs.update(tabId, { active: true, muted: false });
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}

import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';

export interface TabInfo {
  readonly id: number;
  /** Known only where we have the host's permission or the person has just called us. */
  readonly url: string | undefined;
  readonly title: string | undefined;
}

/** The tab a popup belongs to. */
export async function activeTab(): Promise<TabInfo | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { id: tab.id, url: tab.url, title: tab.title };
}

export async function tabInfo(tabId: number): Promise<TabInfo | undefined> {
  try {
    const tab = await browser.tabs.get(tabId);
    return { id: tabId, url: tab.url, title: tab.title };
  } catch {
    // The only failure the API has here: the tab is gone.
    return undefined;
  }
}

/** Opens the manager in a tab, or brings the one that is open to the front. */
export async function openManager(hash: '#jobs' | '#settings' = '#jobs'): Promise<void> {
  const url = browser.runtime.getURL(`src/manager/index.html`);
  const [open] = await browser.tabs.query({ url: `${url}*` });
  if (open?.id === undefined) await browser.tabs.create({ url: url + hash });
  else await browser.tabs.update(open.id, { active: true, url: url + hash });
}

export async function openPage(url: string): Promise<void> {
  if (!/^https?:\/\//.test(url)) throw new ReelkeepError('message-invalid', 'Not a web address.');
  await browser.tabs.create({ url });
}

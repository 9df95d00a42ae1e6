import browser, { type Tabs } from 'webextension-polyfill';

export interface TabInfo {
  readonly id: number;
  /** Known only where we have the host's permission or the person has just called us. */
  readonly url: string | undefined;
  readonly title: string | undefined;
  /** Firefox: whose cookies the tab has. */
  readonly cookieStoreId: string | undefined;
  readonly isPrivate: boolean;
}

/** The tab a popup belongs to. */
export async function activeTab(): Promise<TabInfo | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab && infoOf(tab);
}

export async function tabInfo(tabId: number): Promise<TabInfo | undefined> {
  try {
    return infoOf(await browser.tabs.get(tabId));
  } catch {
    // The only failure the API has here: the tab is gone.
    return undefined;
  }
}

/** The tabs that show an address of these match patterns, those that were put to sleep left out: they would have to load first. */
export async function tabsShowing(patterns: readonly string[]): Promise<TabInfo[]> {
  const tabs = await browser.tabs.query({ url: [...patterns] });
  return tabs.filter(({ discarded }) => !discarded).flatMap((tab) => infoOf(tab) ?? []);
}

export async function closeTab(tabId: number): Promise<void> {
  try {
    await browser.tabs.remove(tabId);
  } catch {
    // The only failure the API has here: somebody was quicker.
  }
}

function infoOf({ id, url, title, cookieStoreId, incognito }: Tabs.Tab): TabInfo | undefined {
  return id === undefined ? undefined : { id, url, title, cookieStoreId, isPrivate: incognito };
}

/** Opens the manager in a tab, or brings the one that is open to the front. */
export async function openManager(hash: '#jobs' | '#settings' = '#jobs'): Promise<void> {
  const url = browser.runtime.getURL(`src/manager/index.html`);
  const [open] = await browser.tabs.query({ url: `${url}*` });
  if (open?.id === undefined) await browser.tabs.create({ url: url + hash });
  else await browser.tabs.update(open.id, { active: true, url: url + hash });
}

import browser from 'webextension-polyfill';

export interface Badge {
  readonly text: string;
  /** The button's tooltip; the manifest's own when empty. */
  readonly title: string;
  /** CSS colour. */
  readonly color: string;
}

/** Sets the badge for one tab, or for all where none is given. A tab that has gone is no failure. */
export async function showBadge({ text, title, color }: Badge, tabId?: number): Promise<void> {
  const target = tabId === undefined ? {} : { tabId };
  try {
    await browser.action.setBadgeText({ text, ...target });
    await browser.action.setTitle({ title, ...target });
    await browser.action.setBadgeBackgroundColor({ color, ...target });
  } catch (error) {
    if (tabId === undefined) throw error;
  }
}

/** Gives the tab the badge that all tabs have. */
export async function clearTabBadge(tabId: number): Promise<void> {
  try {
    await browser.action.setBadgeText({ text: null, tabId });
    await browser.action.setTitle({ title: null, tabId });
  } catch {
    // The only failure here: the tab is gone, and its badge with it.
  }
}

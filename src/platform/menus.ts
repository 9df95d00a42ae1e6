import browser, { type Menus } from 'webextension-polyfill';

export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  /** Match patterns of the pages that show the entry. */
  readonly pages: readonly string[];
}

/**
 * Puts our entry into the context menu of pages and players, or brings the one that is there up to date.
 * Never by `removeAll`: called in an ordinary window's worker, Chromium's takes the private windows' entry
 * away as well, and the other way round.
 */
export async function setPageMenu({ id, title, pages }: MenuEntry): Promise<void> {
  const properties: Menus.UpdateUpdatePropertiesType = {
    title,
    // Not on links and frames: what they show is another video than the page's.
    contexts: ['page', 'video', 'audio', 'selection'],
    documentUrlPatterns: [...pages],
  };
  try {
    await browser.contextMenus.update(id, properties);
  } catch {
    // No such entry yet.
    browser.contextMenus.create({ id, ...properties });
  }
}

/** Call at the top level: the click may be what wakes the worker. */
export function onMenuClick(id: string, listener: (tabId: number) => Promise<void>): void {
  browser.contextMenus.onClicked.addListener(async (info, tab) => {
    if (info.menuItemId === id && tab?.id !== undefined) await listener(tab.id);
  });
}

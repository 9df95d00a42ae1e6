import browser from 'webextension-polyfill';

export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  /** Match patterns of the pages that show the entry. */
  readonly pages: readonly string[];
}

/** Puts our entry, and no other, into the context menu of pages and players. */
export async function setPageMenu({ id, title, pages }: MenuEntry): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id,
    title,
    // Not on links and frames: what they show is another video than the page's.
    contexts: ['page', 'video', 'audio', 'selection'],
    documentUrlPatterns: [...pages],
  });
}

/** Call at the top level: the click may be what wakes the worker. */
export function onMenuClick(id: string, listener: (tabId: number) => Promise<void>): void {
  browser.contextMenus.onClicked.addListener(async (info, tab) => {
    if (info.menuItemId === id && tab?.id !== undefined) await listener(tab.id);
  });
}

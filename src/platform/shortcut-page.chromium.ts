import browser from 'webextension-polyfill';

/** Opens the browser's own page for the keys of extensions. Edge and Brave take Chrome's address for theirs. */
export async function openShortcutPage(): Promise<void> {
  await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

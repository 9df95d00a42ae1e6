import browser from 'webextension-polyfill';

/** Opens the browser's own page for the keys of extensions (Firefox 137). Its `about:` address is closed to extensions. */
export async function openShortcutPage(): Promise<void> {
  await browser.commands.openShortcutSettings();
}

import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';

/**
 * Shows a file that the browser saved in its folder. By its path: Firefox numbers its downloads anew
 * after a restart, and an old number would show somebody else's file.
 * @throws file-missing where the browser knows no such file any more.
 */
export async function showFile(path: string): Promise<void> {
  const items = await browser.downloads.search({ filename: path });
  const item = items.find(({ exists, state }) => exists && state === 'complete');
  const shown = item !== undefined && (await browser.downloads.show(item.id)) !== false;
  if (!shown) throw new ReelkeepError('file-missing', 'The saved file is not there any more.');
}

import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';

/**
 * Puts the manifest's content scripts into a tab that was open before us (installed, updated or
 * reloaded since). Names are read from the manifest: the build changes them.
 * @throws page-not-reachable where the tab shows something that no script can enter: an error page, another extension's.
 */
export async function injectContentScripts(tabId: number): Promise<void> {
  for (const script of browser.runtime.getManifest().content_scripts ?? []) {
    try {
      await browser.scripting.executeScript({
        target: { tabId },
        files: script.js ?? [],
        world: 'world' in script && script.world === 'MAIN' ? 'MAIN' : 'ISOLATED',
        injectImmediately: true,
      });
    } catch (cause) {
      throw new ReelkeepError('page-not-reachable', 'No script can enter this page.', { cause });
    }
  }
}

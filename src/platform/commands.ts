import browser from 'webextension-polyfill';
import { activeTab } from './tabs';

/** Call at the top level: the key may be what wakes the worker. Firefox names no tab before 126, so the active one serves. */
export function onCommand(name: string, listener: (tabId: number) => Promise<void>): void {
  browser.commands.onCommand.addListener(async (command, tab) => {
    if (command !== name) return;
    const id = tab?.id ?? (await activeTab())?.id;
    if (id !== undefined) await listener(id);
  });
}

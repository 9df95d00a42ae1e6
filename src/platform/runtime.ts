import browser from 'webextension-polyfill';

/** Installed, updated or reloaded. Call it at the top level. */
export function onInstalled(listener: () => Promise<void>): void {
  browser.runtime.onInstalled.addListener(async () => {
    await listener();
  });
}

/** The browser started with us installed. Call it at the top level. */
export function onStartup(listener: () => Promise<void>): void {
  browser.runtime.onStartup.addListener(async () => {
    await listener();
  });
}

/** Whether this worker serves private windows alone (Chromium's split mode). */
export const inPrivateWindow = (): boolean => browser.extension.inIncognitoContext === true;

/** The address of one of our own files. */
export const ownUrl = (path: string): string => browser.runtime.getURL(path);

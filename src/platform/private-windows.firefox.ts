import browser from 'webextension-polyfill';

/** Calls when the last private window was closed. Call it at the top level. */
export function onPrivateEnd(listener: () => Promise<void>): void {
  browser.windows.onRemoved.addListener(async (closed) => {
    const windows = await browser.windows.getAll();
    // The one that closes may still be counted.
    if (!windows.some(({ id, incognito }) => incognito && id !== closed)) await listener();
  });
}

import browser from 'webextension-polyfill';

const permission: chrome.permissions.Permissions = { permissions: ['identity'] };

/** Where sites lead to who has signed in: nobody serves it, the browser hands the address to us. */
export const signInRedirect = (): string => `https://${browser.runtime.id}.chromiumapp.org/`;

/** Asks for the permission; false when the person says no. Call it straight from a click: the browser hears it only there. */
export async function requestSignIn(): Promise<boolean> {
  return chrome.permissions.request(permission);
}

/** Gives it back. */
export async function dropSignIn(): Promise<void> {
  await chrome.permissions.remove(permission);
}

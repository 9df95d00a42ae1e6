import browser from 'webextension-polyfill';

/** Where sites lead to who has signed in: nobody serves it, the browser hands the address to us. */
export const signInRedirect = (): string => browser.identity.getRedirectURL();

/** Firefox takes `identity` from the manifest alone, and asks nobody for it. */
export const requestSignIn = async (): Promise<boolean> => true;

export const dropSignIn = async (): Promise<void> => undefined;

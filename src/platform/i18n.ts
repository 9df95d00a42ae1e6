import browser from 'webextension-polyfill';

/** The sentence under this key in the person's language; empty where the key does not exist. */
export function message(key: string, substitutions: readonly string[] = []): string {
  return browser.i18n.getMessage(key, [...substitutions]);
}

/** BCP 47, for Intl: the browser's own language. */
export const uiLanguage = (): string => browser.i18n.getUILanguage();

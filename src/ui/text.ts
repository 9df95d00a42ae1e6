import type messages from '../../public/_locales/en/messages.json';
import { chooseLocale } from './choose-locale';

export type MessageKey = keyof typeof messages;
/** The sentence under a key with `$1`, `$2` … filled in; `platform/i18n` has the real one. */
export type MessageGetter = (key: MessageKey, substitutions?: readonly string[]) => string;

let getMessage: MessageGetter = (key) => key;
let chosenLocale = 'en';

/** Gives the screens their sentences; once, before the first of them is drawn. `uiLanguage`: BCP 47, the browser's. */
export function provideText(getter: MessageGetter, uiLanguage: string): void {
  getMessage = getter;
  chosenLocale = chooseLocale(uiLanguage, getter('messagesLanguage'));
}

/** The sentence a person reads; the key is checked by the compiler against the English messages. */
export const t = (key: MessageKey, ...substitutions: readonly string[]): string =>
  getMessage(key, substitutions);

/** BCP 47, for `Intl`: the one in which sizes, dates and numbers are written. */
export const locale = (): string => chosenLocale;

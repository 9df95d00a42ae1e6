import { type ComponentChild, render } from 'preact';
import { keepFocus } from './keep-focus';
import { locale, type MessageGetter, provideText, t } from './text';

interface Language {
  readonly message: MessageGetter;
  readonly uiLanguage: string;
}

/** Draws a screen into the page, in the person's language. `screen` is made once the sentences are there. */
export function showScreen({ message, uiLanguage }: Language, screen: () => ComponentChild): void {
  provideText(message, uiLanguage);
  document.documentElement.lang = locale();
  document.title = t('extensionName');
  keepFocus(document.body);
  render(screen(), document.body);
}

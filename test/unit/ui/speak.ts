import { readFileSync } from 'node:fs';
import { type MessageKey, provideText } from '../../../src/ui/text';

export interface Message {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

export const readMessages = (language: string): Record<string, Message> =>
  JSON.parse(readFileSync(`public/_locales/${language}/messages.json`, 'utf8'));

/** Gives the screens a language's real sentences, filled in as the browser does it. */
export function speak(language: 'en' | 'ko', uiLanguage: string = language): void {
  const messages = readMessages(language);
  provideText((key: MessageKey, substitutions = []) => {
    const found = messages[key];
    if (!found) return '';
    return found.message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const content = found.placeholders?.[name.toLowerCase()]?.content ?? '';
      return content.replace(
        /\$(\d)/g,
        (__, place: string) => substitutions[Number(place) - 1] ?? '',
      );
    });
  }, uiLanguage);
}

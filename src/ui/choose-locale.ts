/**
 * Numbers and dates are written as the sentences around them are: in the browser's own language, with
 * its region (`en-GB`), where the messages exist in it, else in the messages' language.
 */
export function chooseLocale(uiLanguage: string, messagesLanguage: string): string {
  const language = primaryLanguage(uiLanguage);
  return language !== undefined && language === primaryLanguage(messagesLanguage)
    ? new Intl.Locale(uiLanguage).toString()
    : messagesLanguage;
}

function primaryLanguage(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    // Browsers have answered `en_US` and the empty string: neither is BCP 47, and neither says more than the messages.
    return undefined;
  }
}

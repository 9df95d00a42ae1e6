/** Numbered apart from the rules that say where we come from. */
const rule = 10_000;

/**
 * Has the browser end our own requests to these hosts where the answer leads to any other host, before it is
 * followed. HEAD is left alone: by it a fetch finds out that there is a redirect. Chromium knows rules by an
 * answer's head from version 128 on; before that a redirect is followed once, and its answer refused.
 */
export async function guardRedirects(hosts: readonly string[]): Promise<void> {
  const own = new URL(chrome.runtime.getURL('')).hostname;
  await chrome.declarativeNetRequest
    .updateSessionRules({
      removeRuleIds: [rule],
      addRules: [
        {
          id: rule,
          condition: {
            requestDomains: [...hosts],
            initiatorDomains: [own],
            tabIds: [chrome.tabs.TAB_ID_NONE],
            excludedRequestMethods: [chrome.declarativeNetRequest.RequestMethod.HEAD],
            responseHeaders: [
              { header: 'location', excludedValues: hosts.map((host) => `https://*.${host}/*`) },
            ],
          },
          action: { type: chrome.declarativeNetRequest.RuleActionType.BLOCK },
        },
      ],
    })
    .catch((error: unknown) =>
      console.warn('Redirects are judged after they were followed.', error),
    );
}

import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';

/** Numbered apart from the rules that say where we come from. */
const ruleId = 10_000;
/** `tabs.TAB_ID_NONE`. */
const ofNoTab = -1;

/** No types know it yet. */
interface RuleByAnswer extends DeclarativeNetRequest.Rule {
  readonly condition: DeclarativeNetRequest.Rule['condition'] & {
    readonly responseHeaders: readonly {
      readonly header: string;
      readonly excludedValues: readonly string[];
    }[];
  };
}

/**
 * Has the browser end our own requests to these hosts where the answer leads to any other host, before it is
 * followed. HEAD is left alone: by it a fetch finds out that there is a redirect. Chromium knows rules by an
 * answer's head from version 128 on; before that a redirect is followed once, and its answer refused.
 */
export async function guardRedirects(hosts: readonly string[]): Promise<void> {
  const rule: RuleByAnswer = {
    id: ruleId,
    condition: {
      requestDomains: [...hosts],
      initiatorDomains: [new URL(browser.runtime.getURL('')).hostname],
      tabIds: [ofNoTab],
      excludedRequestMethods: ['head'],
      responseHeaders: [
        { header: 'location', excludedValues: hosts.map((host) => `https://*.${host}/*`) },
      ],
    },
    action: { type: 'block' },
  };
  try {
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: [ruleId],
      addRules: [rule],
    });
  } catch (error) {
    console.warn('Redirects are judged after they were followed.', error);
  }
}

import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';

/** What our own requests to some hosts say of where they come from. */
export interface RequestHeaders {
  /** All hosts below these. */
  readonly hosts: readonly string[];
  /** The page's address; the `Origin` is its. */
  readonly referer: string;
}

/**
 * Rules for the rest of the browser's session, in the place of those set before. They rewrite our own
 * requests alone: those of no tab, that our pages and workers begin. What the sites' own pages ask is not
 * touched. They work where we have the hosts' permission, also when that comes later.
 */
export async function setRequestHeaders(wanted: readonly RequestHeaders[]): Promise<void> {
  const before = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: before.map(({ id }) => id),
    addRules: wanted.map(ruleOf),
  });
}

function ruleOf({ hosts, referer }: RequestHeaders, at: number): DeclarativeNetRequest.Rule {
  return {
    id: at + 1,
    condition: {
      requestDomains: [...hosts],
      initiatorDomains: [new URL(browser.runtime.getURL('')).hostname],
      tabIds: [ofNoTab],
      resourceTypes: ['xmlhttprequest', 'other'],
    },
    action: {
      type: 'modifyHeaders',
      requestHeaders: [
        { header: 'Referer', operation: 'set', value: referer },
        { header: 'Origin', operation: 'set', value: new URL(referer).origin },
      ],
    },
  };
}

/** `tabs.TAB_ID_NONE`. */
const ofNoTab = -1;

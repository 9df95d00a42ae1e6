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
    removeRuleIds: before.map(({ id }) => id).filter((id) => id < firstOfPages),
    addRules: wanted.map((headers, at) => ruleOf(headers, at + 1)),
  });
}

/** One rule beside those, for the host that a page has its media on; the host's last page is the one it hears of. */
export async function addRequestHeaders(host: string, referer: string): Promise<void> {
  const before = await browser.declarativeNetRequest.getSessionRules();
  const ofPages = before.filter(({ id }) => id >= firstOfPages);
  const known = ofPages.find(({ condition }) => condition.requestDomains?.includes(host));
  const next = Math.max(firstOfPages - 1, ...ofPages.map(({ id }) => id)) + 1;
  const oldest = ofPages.length >= mostOfPages ? ofPages.slice(0, 1) : [];
  const gone = known ? [known] : oldest;
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: gone.map(({ id }) => id),
    addRules: [ruleOf({ hosts: [host], referer }, next)],
  });
}

/** Rules of the sites that we know are numbered below this. */
const firstOfPages = 1_000;
/** Browsers take 5,000 in all. */
const mostOfPages = 500;

function ruleOf({ hosts, referer }: RequestHeaders, id: number): DeclarativeNetRequest.Rule {
  return {
    id,
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

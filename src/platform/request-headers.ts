import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import { Turns } from '../jobs/turns';
import type { PageHost } from '../protocol/background';

/** What our own requests to some hosts say of where they come from. */
export interface RequestHeaders {
  /** All hosts below these. */
  readonly hosts: readonly string[];
  /** The page's address; the `Origin` is its. */
  readonly referer: string;
  /** Of pages that are asked for: those alone whose address has this in it, and without an `Origin`. */
  readonly pagesAt?: string;
}

type Rule = DeclarativeNetRequest.Rule;

/** The rules are numbered by whose they are, each up to the next; others' lie beyond the first and the last. */
const sites = { from: 1, to: 999 };
const jobs = { from: 1_000, to: 1_499 };
const pages = { from: 100_000, to: Number.MAX_SAFE_INTEGER };
/** Browsers take 5,000 in all. */
const mostOfPages = 500;

const turns = new Turns();

/**
 * Rules for the rest of the browser's session, in the place of those set before. They rewrite our own
 * requests alone: those of no tab, that our pages and workers begin. What the sites' own pages ask is not
 * touched. They work where we have the hosts' permission, also when that comes later.
 */
export async function setRequestHeaders(wanted: readonly RequestHeaders[]): Promise<void> {
  await change((before) => ({
    gone: before.filter(isIn(sites)),
    rules: wanted.map((headers, at) => ruleOf(headers, sites.from + at)),
  }));
}

/** The same for hosts that unfinished jobs ask for media of pages, in the place of those told before. */
export async function setPageHosts(wanted: readonly PageHost[]): Promise<void> {
  const most = jobs.to - jobs.from + 1;
  const headers = wanted.slice(0, most).map(({ host, referer }) => ({ hosts: [host], referer }));
  await change((before) => ({
    // What the page's reading has left is the job's from now on, and goes with it.
    gone: [
      ...before.filter(isIn(jobs)),
      ...before.filter(isIn(pages)).filter((rule) => headers.some(saidBy(rule))),
    ],
    rules: headers.map((one, at) => ruleOf(one, jobs.from + at)),
  }));
}

/** One rule beside those, for the host that a page has its media on; the host's last page is the one it hears of. */
export async function addRequestHeaders(host: string, referer: string): Promise<void> {
  await change((before) => {
    const ofPages = before.filter(isIn(pages)).toSorted((a, b) => a.id - b.id);
    const known = ofPages.filter(({ condition }) => condition.requestDomains?.includes(host));
    const full = ofPages.length >= mostOfPages ? ofPages.slice(0, 1) : [];
    const next = (ofPages.at(-1)?.id ?? pages.from - 1) + 1;
    const rule = { ...ruleOf({ hosts: [host], referer }, next), priority: 2 };
    return { gone: known.length > 0 ? known : full, rules: [rule] };
  });
}

/** One at a time: each is made from what the one before has left. */
function change(make: (before: readonly Rule[]) => { gone: readonly Rule[]; rules: Rule[] }) {
  return turns.take('rules', async () => {
    const { gone, rules } = make(await browser.declarativeNetRequest.getSessionRules());
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: gone.map(({ id }) => id),
      addRules: rules,
    });
  });
}

const isIn =
  ({ from, to }: { from: number; to: number }) =>
  ({ id }: Rule): boolean =>
    id >= from && id <= to;

const saidBy =
  ({ condition, action }: Rule) =>
  ({ hosts, referer }: RequestHeaders): boolean =>
    hosts.every((host) => condition.requestDomains?.includes(host)) &&
    action.requestHeaders?.some(({ value }) => value === referer) === true;

function ruleOf({ hosts, referer, pagesAt }: RequestHeaders, id: number): Rule {
  return {
    id,
    condition: {
      requestDomains: [...hosts],
      ...(pagesAt === undefined ? {} : { urlFilter: pagesAt }),
      initiatorDomains: [new URL(browser.runtime.getURL('')).hostname],
      tabIds: [ofNoTab],
      resourceTypes: ['xmlhttprequest', 'other'],
    },
    action: {
      type: 'modifyHeaders',
      requestHeaders: [
        { header: 'Referer', operation: 'set', value: referer },
        ...(pagesAt === undefined
          ? ([{ header: 'Origin', operation: 'set', value: new URL(referer).origin }] as const)
          : []),
      ],
    },
  };
}

/** `tabs.TAB_ID_NONE`. */
const ofNoTab = -1;

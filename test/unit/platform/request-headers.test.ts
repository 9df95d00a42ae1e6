import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DeclarativeNetRequest } from 'webextension-polyfill';
import { setSiteHeaders } from '../../../src/background/site-headers';
import { extractors } from '../../../src/extract/registry';
import { guardRedirects } from '../../../src/platform/redirect-guard';
import {
  addRequestHeaders,
  setPageHosts,
  setRequestHeaders,
} from '../../../src/platform/request-headers';
import { fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
afterEach(() => fakeBrowser.reset());

test('requests to the sites that ask for it say where they come from: ours, and of no tab', async () => {
  await setSiteHeaders();
  const rules = fakeBrowser.requestRules;
  const wanting = extractors.filter(({ referer }) => referer !== undefined);
  for (const { hosts, referer = '' } of wanting) {
    expect(rules).toContainEqual({
      id: expect.any(Number),
      condition: {
        requestDomains: hosts,
        initiatorDomains: ['fake'],
        tabIds: [-1],
        resourceTypes: ['xmlhttprequest', 'other'],
      },
      action: {
        type: 'modifyHeaders',
        requestHeaders: [
          { header: 'Referer', operation: 'set', value: referer },
          { header: 'Origin', operation: 'set', value: new URL(referer).origin },
        ],
      },
    });
  }
  expect(wanting.length).toBeGreaterThan(2);
  // An embed page is asked for as another site's page embeds it; YouTube's other pages are asked for as they are.
  const own = (rules as readonly DeclarativeNetRequest.Rule[]).filter(({ condition }) =>
    condition.requestDomains?.includes('youtube.com'),
  );
  const referer = { header: 'Referer', operation: 'set', value: 'https://www.reddit.com/' };
  expect(own).toMatchObject([
    { condition: { urlFilter: '/embed/', tabIds: [-1] }, action: { requestHeaders: [referer] } },
  ]);
});

test('what leads off the media hosts is ended before it is followed', async () => {
  await guardRedirects(['media.example']);
  expect(fakeBrowser.requestRules).toContainEqual({
    id: expect.any(Number),
    condition: {
      requestDomains: ['media.example'],
      initiatorDomains: ['fake'],
      tabIds: [-1],
      excludedRequestMethods: ['head'],
      responseHeaders: [{ header: 'location', excludedValues: ['https://*.media.example/*'] }],
    },
    action: { type: 'block' },
  });
});

describe('hosts that pages have media on', () => {
  const saying = () =>
    (fakeBrowser.requestRules as readonly DeclarativeNetRequest.Rule[])
      .filter(({ action }) => action.type === 'modifyHeaders')
      .toSorted((one, other) => (other.priority ?? 1) - (one.priority ?? 1))
      .map(
        ({ condition, action }) =>
          `${condition.requestDomains} ${action.requestHeaders?.[0]?.value} ${condition.tabIds}`,
      );
  const watch = { host: 'cdn.example', referer: 'https://watch.example/' };
  const other = { host: 'other.example', referer: 'https://page.example/' };

  test('hear of the page for as long as a job needs it, and nobody’s rules but the jobs’ go', async () => {
    await setRequestHeaders([{ hosts: ['known.example'], referer: 'https://known.example/' }]);
    await guardRedirects(['media.example']);
    const known = 'known.example https://known.example/ -1';
    await setPageHosts([watch, other]);
    expect(saying()).toEqual([
      known,
      'cdn.example https://watch.example/ -1',
      'other.example https://page.example/ -1',
    ]);
    await setPageHosts([other]);
    expect(saying()).toEqual([known, 'other.example https://page.example/ -1']);
    await setPageHosts([]);
    expect(saying()).toEqual([known]);
    expect(fakeBrowser.requestRules).toHaveLength(2);
  });

  test('hear of the page that was read last; what was read for a job ends with it', async () => {
    await addRequestHeaders('cdn.example', 'https://watch.example/');
    await addRequestHeaders('cdn.example', 'https://page.example/');
    expect(saying()).toEqual(['cdn.example https://page.example/ -1']);
    await setPageHosts([watch]);
    expect(saying()[0]).toBe('cdn.example https://page.example/ -1');
    await addRequestHeaders('cdn.example', 'https://watch.example/');
    await setPageHosts([watch]);
    expect(saying()).toEqual(['cdn.example https://watch.example/ -1']);
    await setPageHosts([]);
    expect(saying()).toEqual([]);
  });

  test('and of many pages that are read at once each has a rule', async () => {
    const hosts = Array.from({ length: 20 }, (_, at) => `cdn${at}.example`);
    await Promise.all(hosts.map((host) => addRequestHeaders(host, watch.referer)));
    expect(saying()).toHaveLength(20);
  });
});

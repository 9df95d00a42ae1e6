import { afterEach, expect, test, vi } from 'vitest';
import { setSiteHeaders } from '../../../src/background/site-headers';
import { extractors } from '../../../src/extract/registry';
import { guardRedirects } from '../../../src/platform/redirect-guard';
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

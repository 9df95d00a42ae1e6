import { expect, test } from 'vitest';
import { manifestFor } from '../../vite.config';

const chromium = manifestFor('chromium', false);
const firefox = manifestFor('firefox', false);

test('Chromium’s build asks for what the manifest says, and keeps private windows apart', () => {
  expect(chromium).toMatchObject({
    minimum_chrome_version: '123',
    incognito: 'split',
    permissions: expect.arrayContaining(['offscreen']),
    optional_permissions: expect.arrayContaining(['power', 'identity']),
  });
  expect(chromium).not.toHaveProperty('browser_specific_settings');
});

test('Firefox’s build asks for nothing that Firefox does not know', () => {
  expect(firefox).toMatchObject({
    permissions: [
      'downloads',
      'storage',
      'unlimitedStorage',
      'scripting',
      'activeTab',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      'alarms',
      'cookies',
      'identity',
    ],
    optional_permissions: ['notifications', 'downloads.open', 'webRequest'],
    optional_host_permissions: ['*://*/*'],
    host_permissions: [
      '*://*.youtube.com/*',
      '*://*.youtube-nocookie.com/*',
      '*://*.googlevideo.com/*',
      '*://*.ytimg.com/*',
    ],
    background: { scripts: ['src/background/main.ts'], type: 'module' },
    browser_specific_settings: { gecko: { strict_min_version: '140.0' } },
  });
  expect(firefox).not.toHaveProperty('minimum_chrome_version');
});

// Firefox has no split mode: one background serves both, and the engine keeps their jobs apart.
test('Firefox’s build serves private windows too', () => {
  expect(firefox).toMatchObject({ incognito: 'spanning' });
});

test('only the development server is spared the content security policy', () => {
  expect(chromium).toHaveProperty('content_security_policy.extension_pages');
  expect(firefox).toHaveProperty('content_security_policy.extension_pages');
  expect(manifestFor('chromium', true)).toMatchObject({ content_security_policy: undefined });
});

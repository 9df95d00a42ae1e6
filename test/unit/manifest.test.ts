import { expect, test } from 'vitest';
import manifest from '../../manifest.json';

// What is asked at installation cannot grow later without the browser disabling the extension for
// everyone: this list is final.
test('asks at installation for exactly this', () => {
  expect(manifest.permissions).toEqual([
    'downloads',
    'offscreen',
    'storage',
    'unlimitedStorage',
    'scripting',
    'activeTab',
    'contextMenus',
    'declarativeNetRequestWithHostAccess',
    'alarms',
  ]);
  expect(manifest.host_permissions).toEqual([
    '*://*.youtube.com/*',
    '*://*.youtube-nocookie.com/*',
    '*://*.googlevideo.com/*',
    '*://*.ytimg.com/*',
  ]);
});

test('asks for the rest when a person first needs it', () => {
  expect(manifest.optional_permissions).toEqual([
    'notifications',
    'downloads.open',
    'webRequest',
    'power',
    'identity',
  ]);
  expect(manifest.optional_host_permissions).toEqual(['*://*/*']);
});

test('runs page scripts on the pages it was given and nowhere else', () => {
  const pages = manifest.host_permissions.slice(0, 2);
  for (const script of manifest.content_scripts) expect(script.matches).toEqual(pages);
});

test('lets nothing run that did not come in the package', () => {
  const policy = manifest.content_security_policy.extension_pages;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
});

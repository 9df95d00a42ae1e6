import browser from 'webextension-polyfill';

/** The hosts of the manifest. A person can withhold each in Chromium; in Firefox all begin withheld. */
const sites = () => ({ origins: [...(browser.runtime.getManifest().host_permissions ?? [])] });

/** Whether we may read the sites that the manifest names. */
export async function holdsSitePermissions(): Promise<boolean> {
  return browser.permissions.contains(sites());
}

/** Asks for them; false when the person says no. Call it straight from a click: the browser hears it only there. */
export async function requestSitePermissions(): Promise<boolean> {
  return browser.permissions.request(sites());
}

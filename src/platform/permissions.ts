import browser from 'webextension-polyfill';
import { hostPattern } from './host-pattern';

/** The hosts of the manifest. A person can withhold each in Chromium; in Firefox all begin withheld. */
const sites = () => ({ origins: [...(browser.runtime.getManifest().host_permissions ?? [])] });

const origins = (hosts: readonly string[]) => ({ origins: hosts.map(hostPattern) });

/** Whether we may read the sites that the manifest names. */
export async function holdsSitePermissions(): Promise<boolean> {
  return browser.permissions.contains(sites());
}

/** Whether we may read all hosts below these. */
export async function holdsHosts(hosts: readonly string[]): Promise<boolean> {
  return browser.permissions.contains(origins(hosts));
}

/**
 * Asks for these hosts, without any for the manifest's; false when the person says no. Call it straight
 * from a click: the browser hears it only there.
 */
export async function requestHosts(hosts?: readonly string[]): Promise<boolean> {
  return browser.permissions.request(hosts ? origins(hosts) : sites());
}

/** Gives them back. Those of the manifest stay: only the browser's own page takes them. */
export async function dropHosts(hosts: readonly string[]): Promise<void> {
  await browser.permissions.remove(origins(hosts));
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { projectRoot } from '../commands/project-root.mjs';
import { Cleanup } from './cleanup';
import { findFirefox } from './find-browser.mjs';
import { createTempDir } from './temp-dir';
import { waitFor } from './wait-for';

export const firefoxBuild = join(projectRoot, 'dist/firefox');
/** Of our choice, so that the addresses of the extension's pages are known; Firefox makes up one by itself. */
const extensionUuid = '5f3a1b0e-6c9d-4f27-9a51-7d0c2e8b4a36';

export interface FirefoxOptions {
  /** The port of the site's CONNECT proxy: everything Firefox asks goes through it. */
  readonly proxyPort?: number;
  /** `browser_specific_settings.gecko.id` of the extension's manifest. */
  readonly geckoId: string;
  readonly extension?: string;
  /** Whether the extension may see private windows, as a person allows it in the add-ons manager. */
  readonly allowPrivate?: boolean;
}

export interface FirefoxSession {
  readonly browser: Browser;
  readonly page: Page;
  readonly downloads: string;
  /** Opens one of the extension's pages, `src/popup/index.html?tabId=1`, in a tab of its own. */
  openExtensionPage(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Firefox headless with a profile of its own and installs the built extension for this run. */
export async function startFirefox(options: FirefoxOptions): Promise<FirefoxSession> {
  const executablePath = findFirefox();
  if (executablePath === undefined) throw new Error('No Firefox: `npm test` installs one.');
  const cleanup = new Cleanup();
  try {
    const profile = createTempDir('firefox');
    cleanup.defer(profile.remove);
    const downloads = join(profile.path, 'downloads');
    mkdirSync(downloads);
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      userDataDir: join(profile.path, 'profile'),
      acceptInsecureCerts: true,
      // Without it no driver may look into an extension's page.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: preferences(options, downloads),
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    profile.removeAtExit();
    cleanup.defer(() => browser.close());
    await install(browser, options.extension ?? firefoxBuild, options.allowPrivate ?? false);
    const [page = await browser.newPage()] = await browser.pages();
    return {
      browser,
      page,
      downloads,
      openExtensionPage: (path) => openExtensionPage(browser, path),
      close: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

/** `browser.installExtension` knows no private windows, so the protocol is spoken by hand. */
async function install(browser: Browser, path: string, allowPrivate: boolean): Promise<void> {
  const connection: unknown = Reflect.get(browser, 'connection');
  const send: unknown =
    typeof connection === 'object' && connection !== null && Reflect.get(connection, 'send');
  if (typeof send !== 'function') throw new Error('This puppeteer hides its BiDi connection.');
  await Reflect.apply(send, connection, [
    'webExtension.install',
    { extensionData: { type: 'path', path }, 'moz:allowPrivateBrowsing': allowPrivate },
  ]);
}

/** `goto` an extension's address never resolves under BiDi: the page itself is asked whether it is there. */
async function openExtensionPage(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage();
  const address = `moz-extension://${extensionUuid}/${path}`;
  const given = page.goto(address, { timeout: 0 });
  // It ends with the browser at the latest; that is no news to anybody.
  given.catch(() => undefined);
  await waitFor(
    address,
    () =>
      page.evaluate((url) => location.href === url && document.readyState !== 'loading', address),
    { timeoutMs: 20_000 },
  );
  return page;
}

function preferences({ geckoId, proxyPort }: FirefoxOptions, downloads: string) {
  const proxy =
    proxyPort === undefined
      ? {}
      : {
          'network.proxy.type': 1,
          'network.proxy.http': '127.0.0.1',
          'network.proxy.http_port': proxyPort,
          'network.proxy.ssl': '127.0.0.1',
          'network.proxy.ssl_port': proxyPort,
          'network.proxy.no_proxies_on': '',
          'network.proxy.allow_hijacking_localhost': true,
        };
  return {
    ...proxy,
    // Containers: `firefox-container-1` to `-4` are there from the start.
    'privacy.userContext.enabled': true,
    'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: extensionUuid }),
    // What an extension asks for is given: a question that nobody sees cannot be answered.
    'extensions.webextOptionalPermissionPrompts': false,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.helperApps.neverAsk.saveToDisk': 'video/mp4,video/webm,application/octet-stream',
    'browser.download.alwaysOpenPanel': false,
    'network.http.http3.enable': false,
  };
}

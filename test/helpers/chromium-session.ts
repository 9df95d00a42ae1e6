import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { projectRoot } from '../commands/project-root.mjs';
import { hostResolverRules } from '../site/hosts';
import { Cleanup } from './cleanup';
import { findBrowser } from './find-browser.mjs';
import { createTempDir } from './temp-dir';

export const chromiumBuild = join(projectRoot, 'dist/chromium');

export interface ChromiumOptions {
  /** The offline site's port: its names lead there and nowhere else, certificates go unchecked. Without it: the real network. */
  readonly sitePort?: number;
  /** An X display to show windows on, `:7`; `'own'` is the one the environment names; without it, headless. */
  readonly display?: string;
  /** An existing folder to put the profile in; by default the system's temporary one. */
  readonly profileParent?: string;
  /** A profile of an earlier session, which stays when this one ends; by default a new one, which goes with it. */
  readonly profile?: string;
  /** Where downloads land; by default a folder of the profile, which goes with it. */
  readonly downloads?: string;
  /** The unpacked extension; `null` to install one later. */
  readonly extension?: string | null;
  /** Whether the driver stays away from the service worker: one that is debugged never ends by itself. */
  readonly leaveServiceWorkers?: boolean;
  /** How long the driver waits for an answer: milliseconds; three minutes where it is not said. */
  readonly answerLimitMs?: number;
  /** The browser's language, for `_locales`. */
  readonly language?: string;
  /** Flags beyond our own. */
  readonly args?: readonly string[];
}

/** A Chromium with a profile of its own; `close` ends it and leaves nothing behind, unless the profile was given. */
export interface ChromiumSession {
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** The first tab, empty. */
  readonly page: Page;
  readonly profile: string;
  readonly downloads: string;
  /** Installs an unpacked extension; returns its id. */
  install(folder: string): Promise<string>;
  /** The id of what was installed last. @throws when nothing was. */
  readonly extensionId: string;
  close(): Promise<void>;
}

/** Starts the browser that `findBrowser` finds and installs the built extension. */
export async function startChromium(options: ChromiumOptions = {}): Promise<ChromiumSession> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No Chromium: `npm start` installs one.');
  const cleanup = new Cleanup();
  try {
    const folder = options.profile ? undefined : createTempDir('chromium', options.profileParent);
    if (folder) cleanup.defer(folder.remove);
    const profile = options.profile ?? folder?.path ?? '';
    const downloads = options.downloads ?? join(profile, 'downloads');
    prepareProfile(profile, downloads);
    const browser = await puppeteer.launch({
      executablePath,
      headless: options.display === undefined,
      // Only over a pipe does the browser install unpacked extensions for a driver.
      pipe: true,
      enableExtensions: true,
      userDataDir: profile,
      defaultViewport: null,
      // A person's window carries no bar that says it is driven.
      ignoreDefaultArgs: ['--enable-automation'],
      args: chromiumArgs(options),
      env: environment(options),
      ...(options.answerLimitMs && { protocolTimeout: options.answerLimitMs }),
      ...(options.leaveServiceWorkers && {
        targetFilter: (target) => target.type() !== 'service_worker',
      }),
      // Whoever starts a session ends it; puppeteer's own handlers would end our process as well.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    folder?.removeAtExit();
    cleanup.defer(() => browser.close());
    let installed: string | undefined;
    const install = async (unpacked: string) => {
      installed = await browser.installExtension(unpacked);
      return installed;
    };
    const { extension = chromiumBuild } = options;
    // Installed once more it would be loaded anew; one that a profile knows runs already.
    if (extension !== null) {
      installed = (await installedId(browser, extension)) ?? (await install(extension));
    }
    const [page = await browser.newPage()] = await browser.pages();
    return {
      browser,
      context: browser.defaultBrowserContext(),
      page,
      profile,
      downloads,
      install,
      get extensionId() {
        if (installed === undefined) throw new Error('No extension is installed yet.');
        return installed;
      },
      close: () => cleanup.run(),
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

function chromiumArgs({ sitePort, args = [], language = 'en-US' }: ChromiumOptions): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--window-position=0,0',
    '--window-size=1280,900',
    `--lang=${language}`,
    // Keeps the bar away that warns of flags such as ours; it would push the page down.
    '--test-type',
    ...(sitePort === undefined
      ? []
      : [`--host-resolver-rules=${offlineRules(sitePort)}`, '--ignore-certificate-errors']),
    ...args,
  ];
}

/** The site's names at the site's port; every other name leads nowhere, so that no test leans on the network. */
function offlineRules(port: number): string {
  return `${hostResolverRules(port)}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
}

async function installedId(browser: Browser, unpacked: string): Promise<string | undefined> {
  const all = [...(await browser.extensions()).values()];
  return all.find(({ path }) => path === unpacked)?.id;
}

/** The person's own preferences: driven downloads (`Browser.setDownloadBehavior`) ignore an extension's file name. */
function prepareProfile(profile: string, downloads: string): void {
  // Of an earlier session: the browser has its own there.
  if (existsSync(join(profile, 'Default/Preferences'))) return;
  mkdirSync(join(profile, 'Default'), { recursive: true });
  mkdirSync(downloads, { recursive: true });
  const preferences = {
    download: { default_directory: downloads, prompt_for_download: false },
    // Without it, an unpacked extension that reloads itself stays disabled.
    extensions: { ui: { developer_mode: true } },
    // The page that asks to be the default browser and the like would take the focus.
    browser: { has_seen_welcome_page: true, check_default_browser: false },
  };
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
}

function environment({ display, language = 'en-US' }: ChromiumOptions): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]);
  const shown = display === undefined || display === 'own' ? {} : { DISPLAY: display };
  // On Linux the interface's language comes from here, whatever --lang says.
  return { ...Object.fromEntries(own), LANGUAGE: language.replace('-', '_'), ...shown };
}

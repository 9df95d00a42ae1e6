import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { inject } from 'vitest';
import {
  type ChromiumOptions,
  type ChromiumSession,
  startChromium,
} from '../helpers/chromium-session';
import { isAsker, openPopup, tabIdOf } from '../helpers/extension-pages';
import { PopupDriver } from '../helpers/popup-driver';
import { type Site, startSite } from '../site/start-site';
import { watchUrl } from '../site/video-spec';

/** The offline site and a Chromium that sees nothing else. */
export interface World {
  readonly site: Site;
  readonly chromium: ChromiumSession;
  /** Opens the video's watch page in a tab of its own. */
  watch(id: string): Promise<WatchTab>;
  /** Opens any page in a tab of its own. */
  open(url: string): Promise<WatchTab>;
  /** Between tests: one empty tab, an empty download folder, the site as at its start. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface WatchTab {
  readonly page: Page;
  readonly tabId: number;
  /** The popup on this tab, anew each time. */
  popup(): Promise<PopupDriver>;
}

export async function startWorld(options: ChromiumOptions = {}): Promise<World> {
  const site = await startSite();
  const chromium = await startChromium({
    sitePort: site.port,
    extension: inject('builds').chromium,
    ...options,
  }).catch(async (error) => {
    await site.close();
    throw error;
  });
  const open = async (url: string): Promise<WatchTab> => {
    const page = await chromium.browser.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return watchTab(chromium, page);
  };
  return {
    site,
    chromium,
    watch: (id) => open(watchUrl(id)),
    open,
    reset: async () => {
      const pages = await chromium.browser.pages();
      await Promise.all(pages.map((page) => closeUnlessKept(chromium, page)));
      for (const name of readdirSync(chromium.downloads)) {
        rmSync(join(chromium.downloads, name), { recursive: true });
      }
      site.control.reset();
    },
    close: async () => {
      await chromium.close();
      await site.close();
    },
  };
}

async function closeUnlessKept(chromium: ChromiumSession, page: Page): Promise<void> {
  if (page !== chromium.page && !(await isAsker(chromium, page))) await page.close();
}

/** A tab that is open already, as the extension sees it. */
export async function watchTab(chromium: ChromiumSession, page: Page): Promise<WatchTab> {
  const tabId = await tabIdOf(chromium, page);
  return {
    page,
    tabId,
    popup: async () => new PopupDriver(await openPopup(chromium, tabId)),
  };
}

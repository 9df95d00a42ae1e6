import type { CreatePageOptions, EvaluateFunc, Page, WebWorker } from 'puppeteer-core';
import type { ChromiumSession } from './chromium-session';
import { waitFor } from './wait-for';

const popupPath = 'src/popup/index.html';
const managerPath = 'src/manager/index.html';
const offscreenPath = 'src/engine/offscreen.html';

const addressOf = ({ extensionId }: ChromiumSession, path: string) =>
  `chrome-extension://${extensionId}/${path}`;

/** The background, woken if need be by whoever asks it something: this only waits until it runs. */
export async function serviceWorker(session: ChromiumSession): Promise<WebWorker> {
  const target = await session.browser.waitForTarget(
    (candidate) =>
      candidate.type() === 'service_worker' && candidate.url().startsWith(addressOf(session, '')),
    { timeout: 10_000 },
  );
  const worker = await target.worker();
  if (worker === null) throw new Error('The service worker ended at once.');
  return worker;
}

/** Ends the background as Chromium does after 30 idle seconds. */
export async function killServiceWorker(session: ChromiumSession): Promise<void> {
  const worker = await serviceWorker(session);
  await worker.close();
  await waitFor('the service worker to end', () => !isServiceWorkerRunning(session));
}

export function isServiceWorkerRunning(session: ChromiumSession): boolean {
  return session.browser
    .targets()
    .some(
      (target) =>
        target.type() === 'service_worker' && target.url().startsWith(addressOf(session, '')),
    );
}

/** One for each session, kept: to open a tab and to close it takes longer than most of what is asked in it. */
const askers = new WeakMap<ChromiumSession, Promise<Page>>();

/**
 * Evaluates in a document of the extension that runs none of its code: its manifest, which the browser
 * gives the extension's rights all the same. `task` may use nothing but its arguments.
 */
export async function askExtension<
  Args extends unknown[],
  Task extends EvaluateFunc<Args> = EvaluateFunc<Args>,
>(session: ChromiumSession, task: Task, ...args: Args): Promise<Awaited<ReturnType<Task>>> {
  const page = await askerOf(session);
  return page.evaluate(task, ...args);
}

/** Behind the other tabs, so that it takes the focus from none; a reload of the extension closes it. */
function askerOf(session: ChromiumSession): Promise<Page> {
  const kept = askers.get(session)?.catch(() => undefined) ?? Promise.resolve(undefined);
  const asker = kept.then((page) =>
    page && !page.isClosed()
      ? page
      : openExtensionPage(session, 'manifest.json', { background: true }),
  );
  askers.set(session, asker);
  return asker;
}

/** Loads the extension anew, as the browser's own page of extensions does, and waits until it has come back. */
export async function reloadExtension(session: ChromiumSession): Promise<void> {
  const before = await askerOf(session);
  // Until then it answers still, and what is opened meanwhile is closed with it.
  const isOver = new Promise<void>((resolve) => {
    before.once('close', () => resolve());
  });
  // The reload ends the page that asks for it, so its answer never comes.
  before.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await isOver;
  await waitFor(
    'the extension to come back',
    () => askExtension(session, () => chrome.runtime.id),
    // Of a tab that is opened meanwhile the driver may hear nothing, for half a minute.
    { timeoutMs: 60_000 },
  );
}

/** Whether `askExtension` asks in this page: it is no tab of a test's own. */
export const isAsker = async (session: ChromiumSession, page: Page): Promise<boolean> =>
  (await askers.get(session)?.catch(() => undefined)) === page;

/** The browser's number for the tab that shows this page. */
export async function tabIdOf(session: ChromiumSession, page: Page): Promise<number> {
  // Two tabs may well share their address, and titles are seen for hosts that we may touch.
  const mark = `reelkeep-${Math.random().toString(36).slice(2)}`;
  const title = await page.evaluate((name) => {
    const before = document.title;
    document.title = name;
    return before;
  }, mark);
  try {
    return await waitFor('the tab', () =>
      askExtension(
        session,
        async (name) => (await chrome.tabs.query({ title: name }))[0]?.id,
        mark,
      ),
    );
  } finally {
    await page.evaluate((before) => {
      document.title = before;
    }, title);
  }
}

/** The toolbar's button on this tab. */
export async function actionOf(session: ChromiumSession, page: Page) {
  const tabId = await tabIdOf(session, page);
  return askExtension(
    session,
    async (id) => ({
      badge: await chrome.action.getBadgeText({ tabId: id }),
      title: await chrome.action.getTitle({ tabId: id }),
    }),
    tabId,
  );
}

/** The popup as a page of its own, on the tab named: the same document, without the browser's bubble around it. */
export function openPopup(session: ChromiumSession, tabId: number): Promise<Page> {
  return openExtensionPage(session, `${popupPath}?tabId=${tabId}`);
}

export function openManager(session: ChromiumSession): Promise<Page> {
  return openExtensionPage(session, managerPath);
}

export async function openExtensionPage(
  session: ChromiumSession,
  path: string,
  options: CreatePageOptions = {},
): Promise<Page> {
  const page = await session.browser.newPage(options);
  try {
    // While the extension is reloaded its pages may never come: who waits for it asks again.
    await page.goto(addressOf(session, path), { waitUntil: 'domcontentloaded', timeout: 10_000 });
    return page;
  } catch (error) {
    await page.close();
    throw error;
  }
}

/** The engine's document. puppeteer takes it for a background page; `asPage` makes it one to evaluate in. */
export async function offscreenPage(session: ChromiumSession): Promise<Page> {
  const target = await session.browser.waitForTarget(
    (candidate) => candidate.url().replace('?again', '') === addressOf(session, offscreenPath),
    { timeout: 10_000 },
  );
  return target.asPage();
}

/** Every file that the extension keeps in OPFS for a job's bytes, by its path, with its size: the journal's copies are none. */
export function filesInOpfs(session: ChromiumSession): Promise<Record<string, number>> {
  return askExtension(session, async () => {
    const found: Record<string, number> = {};
    const visit = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, entry] of folder.entries()) {
        if (path === '' && name === 'journal') continue;
        if (entry instanceof FileSystemDirectoryHandle) await visit(entry, `${path}${name}/`);
        else if (entry instanceof FileSystemFileHandle) {
          found[path + name] = (await entry.getFile()).size;
        }
      }
    };
    await visit(await navigator.storage.getDirectory(), '');
    return found;
  });
}

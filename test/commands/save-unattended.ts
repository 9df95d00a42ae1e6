import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ChromiumSession, startChromium } from '../helpers/chromium-session';
import { serviceWorker } from '../helpers/extension-pages';
import { Person } from '../helpers/person';
import { type ProbedMedia, probeMedia } from '../helpers/probe-media';
import { waitForSavedFile } from '../helpers/saved-file';
import { startVirtualDisplay } from '../helpers/virtual-display';
import { waitFor } from '../helpers/wait-for';
import { projectRoot } from './project-root.mjs';
import { savedFolder } from './saved-folder';
import type { StartPage } from './start';

const photograph = join(projectRoot, '.cache/start-failed.png');

/** Opens the page under Xvfb, presses the real shortcut, waits for the file and says what it is. */
export async function saveUnattended(page: StartPage): Promise<number> {
  if (process.platform !== 'linux') {
    console.error('Without a window this needs Xvfb, which only Linux has.');
    return 1;
  }
  const { url, sitePort, cleanup, signal } = page;
  rmSync(savedFolder, { recursive: true, force: true });
  const display = await startVirtualDisplay();
  cleanup.defer(display.close);
  const session = await startChromium({
    display: display.name,
    downloads: savedFolder,
    ...(sitePort === undefined ? {} : { sitePort }),
  });
  cleanup.defer(session.close);
  const person = new Person(display.name);
  await session.page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  // The page's margin: a click there gives it the focus and does nothing else.
  await person.click(session.page, 4, 300);
  console.log(`${url} is open on display ${display.name}. Pressing Alt+Shift+S …`);
  const start = Date.now();
  await person.press('alt+shift+s');
  try {
    const file = await savedOrRefused(session, signal);
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(describeFile(file, await probeMedia(file), seconds));
    return 0;
  } catch (error) {
    signal.throwIfAborted();
    await person.photograph(photograph);
    console.error(error instanceof Error ? error.message : error);
    console.error(`What the screen shows: ${photograph}`);
    return 1;
  }
}

/** Waits for the file, but no longer than until the button says that there will be none. */
async function savedOrRefused(session: ChromiumSession, signal: AbortSignal): Promise<string> {
  const over = new AbortController();
  const options = { timeoutMs: 600_000, signal: AbortSignal.any([signal, over.signal]) };
  const worker = await serviceWorker(session);
  const refused = waitFor(
    'an answer',
    async () => {
      const { badge, title } = await worker.evaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true });
        const target = tab?.id === undefined ? {} : { tabId: tab.id };
        return {
          badge: await chrome.action.getBadgeText(target),
          title: await chrome.action.getTitle(target),
        };
      });
      return badge === '!' && title;
    },
    { ...options, everyMs: 500 },
  ).then((title) => {
    throw new Error(`The button says: ${title}`);
  });
  try {
    return await Promise.race([waitForSavedFile(savedFolder, options), refused]);
  } finally {
    over.abort();
    // Whichever came second ends by the abort; that is no news.
    refused.catch(() => undefined);
  }
}

function describeFile(file: string, media: ProbedMedia, seconds: string): string {
  const tracks = media.tracks.map((track) => {
    const size = track.width === undefined ? '' : ` ${track.width}×${track.height}`;
    return `  ${track.kind}: ${track.codec}${size}, ${track.frames} frames`;
  });
  return [
    file,
    ...tracks,
    `  duration: ${media.durationSeconds.toFixed(2)} s, ${media.bytes} bytes`,
    `  from the key to the file: ${seconds} s`,
  ].join('\n');
}

import { startChromium } from '../helpers/chromium-session';
import { savedFolder } from './saved-folder';
import type { StartPage } from './start';

/** Shows the page to a person until the window is closed or the command interrupted. */
export async function showWindow({ url, sitePort, cleanup, signal }: StartPage): Promise<number> {
  const session = await startChromium({
    display: 'own',
    downloads: savedFolder,
    ...(sitePort === undefined ? {} : { sitePort }),
  });
  cleanup.defer(session.close);
  await session.page.goto(url, { waitUntil: 'domcontentloaded' });
  console.log(`${url} is open, with Reelkeep in the toolbar (puzzle piece; Alt+Shift+D opens it).`);
  console.log(`Alt+Shift+S saves at once, into ${savedFolder}.`);
  console.log('Close the window or press Ctrl-C to end.');
  await new Promise<void>((resolve) => {
    session.browser.once('disconnected', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return 0;
}

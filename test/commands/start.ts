import { parseArgs } from 'node:util';
import { Cleanup } from '../helpers/cleanup';
import { onInterrupt } from '../helpers/on-interrupt';
import { startSite } from '../site/start-site';
import { watchUrl } from '../site/video-spec';
import { build } from './build';
import { saveUnattended } from './save-unattended';
import { showWindow } from './show-window';
import { hasDisplay } from './tools.mjs';

/** Of 2020: signatures to solve, n to solve, every format a person may want. */
const demoVideo = 'era2020sign';

/**
 * `npm start [-- [--headless] [URL | --captured DIR [--answers FILE]]]`: builds and opens a browser with
 * the extension on a watch page of the offline site, on a captured page that the site serves from a
 * folder, or on URL in the real network. Without a display it saves that page's video by the shortcut
 * under Xvfb, says what came of it, and ends.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      headless: { type: 'boolean' },
      captured: { type: 'string' },
      answers: { type: 'string' },
    },
  });
  const [url] = positionals;
  if (url !== undefined && !isWebAddress(url)) {
    console.error(`"${url}" is no address of a web page.`);
    return 1;
  }
  const cleanup = new Cleanup();
  const signal = onInterrupt();
  try {
    await build();
    const page = url === undefined ? await openSite(cleanup, values) : { url };
    const show = hasDisplay(args) ? showWindow : saveUnattended;
    return await show({ ...page, cleanup, signal });
  } catch (error) {
    if (signal.aborted) return 130;
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await cleanup.run();
  }
}

/** The page to open, and where its site is when it is ours. */
export interface StartPage {
  readonly url: string;
  readonly sitePort?: number;
  readonly cleanup: Cleanup;
  readonly signal: AbortSignal;
}

async function openSite(
  cleanup: Cleanup,
  { captured, answers }: { readonly captured?: string; readonly answers?: string },
): Promise<Pick<StartPage, 'url' | 'sitePort'>> {
  const folder = captured && { dir: captured, ...(answers !== undefined && { answers }) };
  const site = await startSite(folder ? { captured: folder } : {});
  cleanup.defer(() => site.close());
  if (site.capturedId !== undefined) {
    return { url: watchUrl(site.capturedId), sitePort: site.port };
  }
  const start = Date.now();
  const video = site.videos.find(({ id }) => id === demoVideo);
  // A page waits for its media; the first time ffmpeg makes them.
  await Promise.all((video?.formats ?? []).map(({ file }) => file()));
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`The site's clips are there after ${seconds} s.`);
  console.log(`The offline video site answers on 127.0.0.1:${site.port}.`);
  return { url: watchUrl(demoVideo), sitePort: site.port };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

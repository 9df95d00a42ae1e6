import { createContext, runInContext } from 'node:vm';
import { toErrorData } from '../../../src/errors';
import { askInnertubeInPage } from '../../../src/extract/youtube/ask-innertube-in-page';
import { fetchWatchPage } from '../../../src/extract/youtube/fetch-watch-page';
import { fetchedPage } from '../../../src/extract/youtube/fetched-page';
import { mintInPage } from '../../../src/extract/youtube/mint-in-page';
import { readYoutubePage } from '../../../src/extract/youtube/page';
import { parsePageAnswer } from '../../../src/extract/youtube/parse-page-answer';
import { readInitialDataInPage } from '../../../src/extract/youtube/read-initial-data-in-page';
import { readSessionInPage } from '../../../src/extract/youtube/read-session-in-page';
import type { Fetch } from '../../../src/transfer/fetch-range';
import type { FakeTab } from '../../helpers/fake-browser';
import { runInPage } from '../../helpers/page-world';

/** So much faster than ours a page's clock goes: its minter takes its time to get ready. */
const haste = 20;
const origin = 'https://www.youtube.com';

export interface TabPorts {
  /** Of the browser, on the site. */
  readonly fetch: Fetch;
  /** The page's own player's answer to an `n`. */
  readonly solveN: (n: string) => string;
  /** The page's player has sent this. */
  readonly onPlayerRequest: (body: Uint8Array) => void;
}

/** A tab on one of the site's watch pages: its inline scripts have run, and what we run in pages runs beside them. */
export async function openYoutubeTab(id: number, url: string, ports: TabPorts): Promise<FakeTab> {
  const { signal } = new AbortController();
  const text = await (await ports.fetch(url, { signal })).text();
  const page = pageOf(url, ports);
  const world = createContext(page);
  for (const [, script = ''] of text.matchAll(/<script>([\s\S]*?)<\/script>/g)) {
    runInContext(script, world);
  }
  /** By its text, as the browser carries it over. */
  const inPage =
    (func: (...args: never[]) => unknown) =>
    async (...args: readonly unknown[]): Promise<string> =>
      JSON.stringify(await runInPage(func.toString(), page, ...args));
  return {
    ...{ id, url, title: 'A page of the site' },
    content: {
      readPage: () => replied(() => parsed(readYoutubePage(fetchedPage(text, url)))),
      fetchPage: ({ videoId }: { videoId: string }) =>
        replied(() => fetchWatchPage((...asked) => fetch(...asked), videoId, signal)),
    },
    page: {
      askInnertubeInPage: inPage(askInnertubeInPage),
      readInitialDataInPage: inPage(readInitialDataInPage),
      readSessionInPage: inPage(readSessionInPage),
      mintInPage: (binding: string, pauseMs: number) =>
        inPage(mintInPage)(binding, pauseMs / haste),
      solveInPage: (ns: readonly string[]) =>
        JSON.stringify(Object.fromEntries(ns.map((n) => [n, ports.solveN(n)]))),
    },
  };
}

const parsed = (answer: unknown) => parsePageAnswer(JSON.stringify(answer));

/** As the content script's channel answers. */
async function replied(work: () => unknown) {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    return { ok: false, error: toErrorData(thrown) };
  }
}

/** What the site's scripts, and ours, touch of a window. */
function pageOf(url: string, { fetch, onPlayerRequest }: TabPorts): Record<string, unknown> {
  const page: Record<string, unknown> = {
    ...{ AbortController, TextEncoder, TextDecoder, URLSearchParams, Uint8Array, atob, btoa },
    ...{ setTimeout, clearTimeout, crypto },
    performance: {
      now: () => performance.now() * haste,
      getEntriesByType: () => [{ name: url }],
    },
    location: { origin },
    document: {
      ...{ cookie: '', scripts: [] },
      createElement: () => ({}),
      getElementsByTagName: () => [{ appendChild: () => undefined }],
    },
    fetch: async (asked: string, init: RequestInit = {}) => {
      const address = new URL(asked, url).href;
      const { signal = new AbortController().signal } = init;
      if (init.body instanceof Uint8Array) onPlayerRequest(init.body);
      const headers = { ...Object.fromEntries(new Headers(init.headers)), origin };
      return fetch(address, { ...init, headers, signal });
    },
  };
  page.window = page;
  return page;
}

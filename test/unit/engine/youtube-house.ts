import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { vi } from 'vitest';
import { completeJob } from '../../../src/background/complete-job';
import { describeVideo } from '../../../src/background/describe-video';
import { hearPlayers } from '../../../src/background/heard-tokens';
import { renewSources } from '../../../src/background/renew-sources';
import { videoJob } from '../../../src/background/save-video';
import { asReelkeepError, type ErrorCode } from '../../../src/errors';
import type { JobRequest } from '../../../src/jobs/job';
import type { SaveWish } from '../../../src/jobs/save-wish';
import { HostGate } from '../../../src/transfer/host-gate';
import { fakeBrowser } from '../../helpers/fake-browser';
import { packetDifference, packetHashes } from '../../helpers/packet-hashes';
import { timelessSum } from '../../helpers/timeless-sum';
import { makeMedia } from '../../site/media/make-media';
import { profileOf } from '../../site/media/profiles';
import { startSite } from '../../site/start-site';
import { hastyClock } from '../transfer/rig';
import { siteFetch } from '../transfer/site-fetch';
import { Rig } from './engine-rig';
import type { Scene, Stage, Wish } from './youtube-scenes';
import { openYoutubeTab } from './youtube-tab';

/** A hundred seconds, of which only the first sixty come without a token. */
const itsOwn = 'sabr2026own';
/** What is asked for where nothing else is said: the smallest picture and its sound. */
const smallest = [160, 140] as const;
const tabId = 1;
/** What is right for a wish; 18 stands in for a preset. */
const meant: Readonly<Record<Wish, readonly string[]>> = {
  smallest: [String(smallest)],
  'itag-18': ['18'],
  preset: ['134,140', '136,140', '18'],
};

/** What became of a save. */
export type Ended =
  | { readonly by: string; readonly wrong: string | undefined }
  | { readonly code: ErrorCode };

export type YoutubeHouse = Awaited<ReturnType<typeof startYoutubeHouse>>;

/** The offline site, a browser with a tab on a video's page, and all that we are between them: background, engine, disk. */
export async function startYoutubeHouse(videoId = itsOwn) {
  const site = await startSite();
  const siteAlone = siteFetch(site.port);
  const { clip } = site.videos.find(({ id }) => id === videoId) ?? missing(videoId);
  const url = `https://www.youtube.com/watch?v=${videoId}`;
  const packetsOf = async (itag: number) =>
    packetHashes((await makeMedia(profileOf(itag), clip)).path);
  /** What was looked into once is not looked into again: the same bytes of the same formats. */
  const proven = new Set<string>();
  const served = new Map<number, ReturnType<typeof packetsOf>>();
  const packets = (itag: number) => {
    const known = served.get(itag) ?? packetsOf(itag);
    served.set(itag, known);
    return known;
  };
  // What the background fetches itself.
  vi.stubGlobal('fetch', async (asked: string, init: RequestInit = {}) => {
    if (asked.endsWith('.wasm')) return evaluatorFile();
    const { signal = new AbortController().signal } = init;
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...headersFor(asked) };
    return siteAlone(asked, { ...init, headers, signal });
  });

  hearPlayers();
  let solves = (n: string): string => site.players.of('2026').solveN(n);
  const open = async (): Promise<void> => {
    const sent: Uint8Array[] = [];
    const tab = await openYoutubeTab(tabId, url, {
      fetch: siteAlone,
      solveN: (n) => solves(n),
      onPlayerRequest: (body) => sent.push(body),
    });
    fakeBrowser.openTabs = [tab];
    for (const body of sent) {
      const raw = [{ bytes: Uint8Array.from(body).buffer }];
      const details = { method: 'POST', tabId, requestBody: { raw } };
      await fakeBrowser.webRequest.onBeforeRequest.fire(details);
    }
    // Nobody waits for what is heard.
    if (sent.length > 0) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const stage: Stage = {
    control: site.control,
    solveWrongly: () => {
      solves = (n) => `${n}x`;
    },
    closeTab: () => {
      fakeBrowser.openTabs = [];
    },
  };

  /** Everything that any of the scenes turns is turned at once; `haste`: how much faster the engine's clock goes. */
  const play = async (...scenes: readonly Scene[]): Promise<Ended> => {
    // They last as long as the browser.
    const { requestRules } = fakeBrowser;
    fakeBrowser.reset();
    fakeBrowser.requestRules = requestRules;
    site.control.reset();
    solves = (n) => site.players.of('2026').solveN(n);
    fakeBrowser.tabs.create.mockImplementation(async () => {
      await open();
      return { id: tabId };
    });
    for (const { turn } of scenes) turn?.(stage);
    await open();
    const wish = scenes.find((scene) => scene.wish)?.wish ?? 'smallest';
    let job: JobRequest;
    try {
      job = (await videoJob({ tabId, videoId, wish: await wishOf(wish) })).job;
    } catch (thrown) {
      return { code: asReelkeepError(thrown).code };
    }
    return run(job, scenes, wish);
  };

  const run = async (job: JobRequest, scenes: readonly Scene[], wish: Wish): Promise<Ended> => {
    let sleptMs = 0;
    const hastes = scenes.flatMap(({ haste }) => haste ?? []);
    const haste = hastes.length > 0 ? Math.min(...hastes) : 50;
    const clock = {
      ...hastyClock(haste),
      wallTime: () => Date.now() + sleptMs,
    };
    const the = new Rig({
      transfer: { fetch: siteAlone, clock, random: Math.random, stallLimitMs: 3_000 * haste },
      gate: new HostGate(clock),
    });
    the.onRenew = renewSources;
    the.onComplete = completeJob;
    // In such haste ten seconds are over before a browser has saved anything.
    the.onStatus = async () => ({ kind: 'asked' });
    const isSlow = scenes.some(({ underWay }) => underWay);
    if (isSlow) site.control.limits = { totalBytesPerSecond: 12_000_000 };
    return played(the, job, scenes, wish, (ms) => {
      sleptMs = Math.max(sleptMs, ms);
    }).finally(() => the.forget());
  };

  const played = async (
    the: Rig,
    job: JobRequest,
    scenes: readonly Scene[],
    wish: Wish,
    sleep: (ms: number) => void,
  ): Promise<Ended> => {
    const { id } = await the.host.requests.start(job);
    /** Meanwhile the machine sleeps for as long as the server wants. */
    const asleep = (isSo: () => boolean): Promise<void> =>
      the.untilTrue(() => {
        sleep(waitsUntil(the, id) - Date.now());
        return hasEnded(the, id) || isSo();
      });
    await Promise.all(
      scenes.map(async ({ underWay, onceWaiting }) => {
        if (underWay) {
          await asleep(() => site.control.requests.bytesSent() > 600_000);
          underWay(stage);
        }
        if (!onceWaiting) return;
        await the.untilTrue(() => hasEnded(the, id) || waitsUntil(the, id) > 0);
        onceWaiting(stage);
      }),
    );
    await asleep(() => false);
    const current = the.job(id)?.current;
    if (current?.state === 'failed') return { code: current.error.code };
    const { text } = await the.host.requests.log({ id });
    const by = /^tier (.+)$/m.exec(text)?.[1] ?? '';
    const itags = itagsIn(text);
    if (!meant[wish].includes(String(itags))) return { by, wrong: `${itags} for ${wish}` };
    return { by, wrong: await difference(the, itags) };
  };

  const difference = async (the: Rig, itags: readonly number[]) => {
    const known = `${itags} ${timelessSum(the.savedBytes() ?? Buffer.of())}`;
    if (proven.has(known)) return undefined;
    const saved = await packetHashes(the.saved());
    const tracks = await Promise.all(itags.map(packets));
    for (const name of ['video/0', 'audio/0']) {
      const theirs = tracks.flatMap((track) => track.get(name) ?? []);
      if (theirs.length < 50) return `no ${name} is served`;
      const differs = packetDifference(saved.get(name) ?? [], theirs);
      if (differs) return `${name}: ${differs}`;
    }
    proven.add(known);
    return undefined;
  };

  return {
    site,
    play,
    close: async () => {
      vi.unstubAllGlobals();
      siteAlone.close();
      await site.close();
    },
  };
}

/** What was saved in the end: 18 may have stood in for what was asked, by whichever way. */
const itagsIn = (log: string): number[] => {
  const [formats = ''] = /^formats .+$/m.exec(log) ?? [];
  return [...formats.matchAll(/ itag=(\d+)/g)].map(([, itag]) => Number(itag));
};

const hasEnded = (the: Rig, id: string): boolean => {
  const state = the.job(id)?.current.state;
  return state === 'done' || state === 'failed';
};

/** Milliseconds since 1970; zero where it does not wait for the server. */
const waitsUntil = (the: Rig, id: string): number => {
  const current = the.job(id)?.current;
  return current?.state === 'waiting' && current.reason === 'server' ? (current.until ?? 0) : 0;
};

/** What the browser makes our own requests say. */
function headersFor(url: string): Record<string, string> {
  const { hostname } = new URL(url);
  const rules = fakeBrowser.requestRules.filter(
    ({ condition: { requestDomains = [], urlFilter = '' } = {} }) =>
      url.includes(urlFilter) && requestDomains.some((domain) => hostname.endsWith(domain)),
  );
  const set = rules.flatMap(({ action }) => action?.requestHeaders ?? []);
  return Object.fromEntries(set.map(({ header, value = '' }) => [header, value]));
}

/** As a person picks it from what the popup lists. */
async function wishOf(wish: Wish): Promise<SaveWish> {
  if (wish === 'preset') return { kind: 'preset', preset: 'auto' };
  const { choices } = await describeVideo(tabId);
  const wanted = wish === 'itag-18' ? [18] : smallest;
  const choice = choices.find((one) =>
    one.kind === 'paired'
      ? one.video.itag === wanted[0] && one.audio.itag === wanted[1]
      : one.kind === 'progressive' && one.format.itag === wanted[0],
  );
  return { kind: 'choice', choiceId: choice?.id ?? '' };
}

async function evaluatorFile(): Promise<Response> {
  const { resolve } = createRequire(import.meta.url);
  const wasm = await readFile(resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
  return new Response(Uint8Array.from(wasm), { headers: { 'content-type': 'application/wasm' } });
}

function missing(id: string): never {
  throw new Error(`No ${id}.`);
}

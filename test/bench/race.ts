import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { askExtension } from '../helpers/extension-pages';
import { cacheDir } from '../site/cache-dir';
import type { SiteRequest } from '../site/control/request-log';
import type { SiteLimits } from '../site/control/site-control';
import type { BenchContext } from './bench-context';
import { openSavingSession, type SavingSession } from './saving-session';
import { settleDisk } from './settle-disk';
import { siteMedia } from './site-media';

const videoId = 'ocean331mby';
const itag = 137;
/** As many as a browser opens to one host. */
const connectionsPerHost = 6;

/** The extension and what it is to fetch: one file of 331 MB. */
export interface Racers {
  readonly context: BenchContext;
  readonly saving: SavingSession;
  /** One of the extension's own, for its address. */
  readonly request: SiteRequest;
  readonly file: { readonly videoId: string; readonly itag: number; readonly bytes: number };
}

/** Another program on the same bytes. */
export interface Rival {
  readonly name: string;
  /** What the site calls its requests. */
  readonly kind: 'media' | 'file';
  /** All of the file, into this place. */
  readonly fetch: (racers: Racers, target: string) => Promise<void>;
}

/** Megabytes per second. */
export interface Speeds {
  readonly ours: number[];
  readonly rival: number[];
}

/** Opens a browser for the races, and shows it the way once. */
export async function withRacers<T>(
  context: BenchContext,
  task: (racers: Racers) => Promise<T>,
): Promise<T> {
  const saving = await openSavingSession(context, videoId);
  try {
    const { bytes } = await siteMedia(context.site, videoId, itag);
    await setConnections(saving);
    // Not counted: it shows the solved address, and warms up.
    await saving.save('without sound');
    const [request] = context.site.control.requests.list({ kind: 'media', videoId, itag });
    if (request === undefined) throw new Error('The extension asked for no media.');
    return await task({ context, saving, request, file: { videoId, itag, bytes } });
  } finally {
    await saving.close();
  }
}

/**
 * Lets both fetch the file by turns, each first in every other round, under these limits of the site.
 * A speed is that from the site's first byte to the last one on disk. Both ends are seen from outside:
 * by the site's log and the file's own time.
 */
export async function race(
  racers: Racers,
  rival: Rival,
  { limits, rounds }: { readonly limits: SiteLimits; readonly rounds: number },
): Promise<Speeds> {
  const { control } = racers.context.site;
  const { bytes } = racers.file;
  const target = join(await cacheDir('bench'), 'rival.mp4');
  const speeds: Speeds = { ours: [], rival: [] };
  const speed = (lastByteAt: number, kind: Rival['kind']): number => {
    const starts = control.requests.list({ kind }).map(({ startedAt }) => startedAt);
    return bytes / 1000 / (lastByteAt - Math.min(...starts));
  };
  const runOurs = async (): Promise<void> => {
    control.limits = limits;
    const { lastPartWrite } = await racers.saving.save('without sound');
    speeds.ours.push(speed(lastPartWrite, 'media'));
  };
  const runRival = async (): Promise<void> => {
    control.requests.clear();
    control.limits = limits;
    await rival.fetch(racers, target);
    const { size, mtimeMs } = await stat(target);
    if (size !== bytes) throw new Error(`${rival.name} wrote ${size} of ${bytes} bytes.`);
    speeds.rival.push(speed(mtimeMs, rival.kind));
    await rm(target);
    await settleDisk();
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const run of round % 2 === 0 ? [runRival, runOurs] : [runOurs, runRival]) await run();
    }
  } finally {
    await rm(target, { force: true });
  }
  return speeds;
}

const setConnections = ({ session }: SavingSession): Promise<unknown> =>
  askExtension(
    session,
    (connections) =>
      chrome.runtime.sendMessage({
        ...{ to: 'background', name: 'setSettings' },
        request: { connectionsPerHost: connections },
      }),
    connectionsPerHost,
  );

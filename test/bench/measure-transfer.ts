import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir } from '../site/cache-dir';
import type { SiteRequest } from '../site/control/request-log';
import type { BenchContext, Measure } from './bench-context';
import { curlRanges } from './curl-ranges';
import type { Result } from './result';
import { openSavingSession, type SavingSession } from './saving-session';
import { settleDisk } from './settle-disk';
import { siteMedia } from './site-media';

const rounds = 5;
/** Bytes per second over everything that the site sends. */
const cap = 100_000_000;
const videoId = 'ocean331mby';
const itag = 137;

interface Speeds {
  readonly ours: number[];
  readonly curl: number[];
}

/**
 * The engine's speed on one file of 331 MB, from the site's first byte to the last one on disk, against
 * curl on the same address. Both ends are seen from outside: by the site's log and the file's own time.
 */
export const measureTransfer: Measure = async (context) => {
  const saving = await openSavingSession(context, videoId);
  try {
    const { bytes } = await siteMedia(context.site, videoId, itag);
    // Not counted: it shows the solved address, and warms up.
    await saving.save('without sound');
    const [request] = mediaRequests(context);
    if (request === undefined) throw new Error('The extension asked for no media.');
    const racers = { context, saving, request, bytes };
    return [
      result('fetch 331 MB, server at 100 MB/s', await race(racers, cap), 0.95),
      result('fetch 331 MB, server uncapped', await race(racers)),
    ];
  } finally {
    await saving.close();
  }
};

const result = (name: string, { ours, curl }: Speeds, atLeast?: number): Result => ({
  name,
  unit: 'MB/s',
  samples: ours,
  peer: { name: 'curl > FILE, in ranges', samples: curl },
  ...(atLeast === undefined ? {} : { wanted: { of: 'ratio', atLeast } }),
});

interface Racers {
  readonly context: BenchContext;
  readonly saving: SavingSession;
  /** One of the extension's own, for its address. */
  readonly request: SiteRequest;
  readonly bytes: number;
}

/** Megabytes per second of both, by turns, each first in every other round. */
async function race({ context, saving, request, bytes }: Racers, limit?: number): Promise<Speeds> {
  const { control, port } = context.site;
  control.limits = limit === undefined ? {} : { totalBytesPerSecond: limit };
  const file = join(await cacheDir('bench'), 'curl.mp4');
  const speeds: Speeds = { ours: [], curl: [] };
  const speed = (lastByteAt: number): number => bytes / 1000 / (lastByteAt - firstByteAt(context));
  const saveOurs = async (): Promise<void> => {
    speeds.ours.push(speed((await saving.save('without sound')).lastPartWrite));
  };
  const runCurl = async (): Promise<void> => {
    control.requests.clear();
    await curlRanges(request, bytes, port, file);
    const { size, mtimeMs } = await stat(file);
    if (size !== bytes) throw new Error(`curl wrote ${size} of ${bytes} bytes.`);
    speeds.curl.push(speed(mtimeMs));
    await settleDisk();
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const run of round % 2 === 0 ? [runCurl, saveOurs] : [saveOurs, runCurl]) await run();
    }
  } finally {
    await rm(file, { force: true });
  }
  return speeds;
}

const mediaRequests = ({ site }: BenchContext): readonly SiteRequest[] =>
  site.control.requests.list({ kind: 'media', videoId, itag });

const firstByteAt = (context: BenchContext): number =>
  Math.min(...mediaRequests(context).map(({ startedAt }) => startedAt));

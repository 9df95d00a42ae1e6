import { setTimeout as sleep } from 'node:timers/promises';
import type { SiteLimits } from '../site/control/site-control';
import type { BenchContext, Measure } from './bench-context';
import type { Result } from './result';
import { openSavingSession, type SavingSession } from './saving-session';
import { siteMedia } from './site-media';
import { watchJob } from './watch-job';

/** The same two files of one gigabyte, once at addresses and once over the streaming protocol. */
const ways = { ranges: 'hour1gbytes', segments: 'sabrhour1gb' } as const;
const rounds = 5;
/** A line of 800 Mbit/s; and none, where two cores are the limit, with the site on them. */
const lines = [
  { name: 'at 100 MB/s in all', limits: { totalBytesPerSecond: 100_000_000 } },
  { name: 'uncapped', limits: {} },
] as const satisfies readonly { readonly name: string; readonly limits: SiteLimits }[];

type Way = keyof typeof ways;
type Sessions = Readonly<Record<Way, SavingSession>>;

/**
 * Whole jobs (fetch, mux, verify, save) in Chromium, the one way and the other by turns, each in a browser
 * of its own: the speed into OPFS, from the first byte asked for to the last one on disk, and the memory.
 */
export const measureStreamed: Measure = async (context) => {
  if (process.platform !== 'linux') {
    context.say('streamed: only Linux tells how much of a process is its own.');
    return [];
  }
  const ranges = await openSavingSession(context, ways.ranges);
  try {
    const segments = await openSavingSession(context, ways.segments);
    try {
      const results: Result[] = [];
      for (const line of lines)
        results.push(...(await measureLine(context, line, { ranges, segments })));
      return results;
    } finally {
      await segments.close();
    }
  } finally {
    await ranges.close();
  }
};

async function measureLine(
  { site }: BenchContext,
  { name, limits }: (typeof lines)[number],
  sessions: Sessions,
): Promise<Result[]> {
  const bytes = await bytesOf(site);
  const seen = { ranges: measured(), segments: measured() };
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of round % 2 === 0 ? names : names.toReversed()) {
      site.control.limits = limits;
      const { times, peaks } = await watchJob(sessions[way]);
      // The first round warms up.
      if (round === 0) continue;
      const { fetching = Number.NaN } = times.states;
      seen[way].speeds.push(bytes / 1000 / (times.lastPartWrite - fetching));
      seen[way].memory.push(Math.max(...Object.values(peaks)));
    }
    // What a job leaves behind is collected before the next one's turn.
    await sleep(1000);
  }
  site.control.limits = {};
  const { ranges, segments } = seen;
  return [
    {
      name: `1 GB job over the streaming protocol, ${name}`,
      unit: 'MB/s',
      samples: segments.speeds,
      peer: { name: 'in ranges', samples: ranges.speeds },
      wanted: { of: 'ratio', atLeast: 0.8 },
    },
    {
      name: '  memory at the most',
      unit: 'MB',
      samples: segments.memory,
      peer: { name: 'in ranges', samples: ranges.memory },
      wanted: { of: 'ratio', atMost: 1 },
    },
  ];
}

const names = ['ranges', 'segments'] as const satisfies readonly Way[];

const measured = () => ({ speeds: [] as number[], memory: [] as number[] });

async function bytesOf(site: Parameters<typeof siteMedia>[0]): Promise<number> {
  const files = await Promise.all([137, 140].map((itag) => siteMedia(site, ways.ranges, itag)));
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

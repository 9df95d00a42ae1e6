import { setTimeout as sleep } from 'node:timers/promises';
import type { Measure } from './bench-context';
import { openSavingSession, type SavingSession } from './saving-session';
import { siteMedia } from './site-media';
import { watchJob } from './watch-job';

/** The same two files of one gigabyte, once at addresses and once over the streaming protocol. */
const ways = { ranges: 'hour1gbytes', segments: 'sabrhour1gb' } as const;
const rounds = 5;

type Way = keyof typeof ways;

/**
 * Whole jobs (fetch, mux, verify, save) in Chromium, the one way and the other by turns, each in a browser
 * of its own: the speed into OPFS, from the first byte asked for to the last one on disk, and the memory.
 */
export const measureStreamed: Measure = async (context) => {
  if (process.platform !== 'linux') {
    context.say('streamed: only Linux tells how much of a process is its own.');
    return [];
  }
  const bytes = await bytesOf(context.site);
  const open = new Map<Way, SavingSession>();
  const seen = { ranges: measured(), segments: measured() };
  try {
    for (const way of names) open.set(way, await openSavingSession(context, ways[way]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const way of round % 2 === 0 ? names : names.toReversed()) {
        const saving = open.get(way);
        if (saving === undefined) continue;
        const { times, peaks } = await watchJob(saving);
        // The first round warms up.
        if (round === 0) continue;
        const { fetching = Number.NaN } = times.states;
        seen[way].speeds.push(bytes / 1000 / (times.lastPartWrite - fetching));
        seen[way].fetching.push(peaks.fetching ?? Number.NaN);
        seen[way].all.push(Math.max(...Object.values(peaks)));
      }
      // What a job leaves behind is collected before the next one's turn.
      await sleep(1000);
    }
  } finally {
    for (const saving of open.values()) await saving.close();
  }
  const { ranges, segments } = seen;
  return [
    {
      name: '1 GB job over the streaming protocol',
      unit: 'MB/s',
      samples: segments.speeds,
      peer: { name: 'in ranges', samples: ranges.speeds },
      wanted: { of: 'ratio', atLeast: 0.8 },
    },
    {
      name: '  memory at the most, in all',
      unit: 'MB',
      samples: segments.all,
      peer: { name: 'in ranges', samples: ranges.all },
      wanted: { of: 'ratio', atMost: 1 },
    },
    {
      name: '  while fetching',
      unit: 'MB',
      samples: segments.fetching,
      peer: { name: 'in ranges', samples: ranges.fetching },
    },
  ];
};

const names = ['ranges', 'segments'] as const satisfies readonly Way[];

const measured = () => ({ speeds: [] as number[], all: [] as number[], fetching: [] as number[] });

async function bytesOf(site: Parameters<typeof siteMedia>[0]): Promise<number> {
  const files = await Promise.all([137, 140].map((itag) => siteMedia(site, ways.ranges, itag)));
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

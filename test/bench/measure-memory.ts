import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Measure } from './bench-context';
import { watchExtensionMemory } from './extension-memory';
import type { Result } from './result';
import { openSavingSession, type SavingSession } from './saving-session';
import { median } from './statistics';
import { type PeakByState, watchJob } from './watch-job';

/** Computed as they are served: 278 kB of picture and 17 kB of sound each second, for one hour and for ten. */
const small = { name: '1 GB', videoId: 'hour1gbytes' };
const big = { name: '10 GB', videoId: 'hours10gbyt' };
const phases = ['fetching', 'muxing', 'verifying', 'saving'] as const;

/**
 * What a whole job (fetch, mux, verify, save) takes at its peak, above the same process with the popup
 * and the engine open and no job. The site is uncapped: the faster the bytes come, the more garbage.
 * The long form holds one job of 10 GB against ten of 1 GB: memory goes up and down with its garbage, so
 * that of twice as many samples the highest is higher, whatever the job.
 */
export const measureMemory: Measure = async (context) => {
  if (process.platform !== 'linux') {
    context.say('memory: only Linux tells how much of a process is its own.');
    return [];
  }
  if (!context.long) return measureJob(context, small, 3);
  const ten = await measureJob(context, small, 10);
  const one = await measureJob(context, big, 1);
  const held: Result = {
    name: `memory of a ${big.name} job, above idle`,
    unit: 'MB',
    samples: one[0]?.samples ?? [],
    peer: { name: `the most of ten of ${small.name}`, samples: most(ten[0]?.samples ?? []) },
    wanted: { of: 'ratio', atMost: 1.2 },
  };
  return [...ten, ...one, held];
};

const most = (samples: readonly number[]): number[] => [Math.max(...samples)];

/** The peak first, then that of each phase. */
async function measureJob(
  context: BenchContext,
  { name, videoId }: typeof small,
  rounds: number,
): Promise<Result[]> {
  const saving = await openSavingSession(context, videoId);
  try {
    // What starting up left behind is collected first.
    await sleep(3000);
    const idle = await idleMemory(saving);
    const jobs: PeakByState[] = [];
    for (let round = 0; round < rounds; round += 1) {
      jobs.push((await watchJob(saving)).peaks);
    }
    const above = median(idle);
    const results: Result[] = phases.map((phase) => ({
      name: `  while ${phase}`,
      unit: 'MB',
      samples: jobs.flatMap((job) => (job[phase] === undefined ? [] : job[phase] - above)),
    }));
    return [
      {
        name: `memory of a ${name} job, above idle`,
        unit: 'MB',
        samples: jobs.map((job) => Math.max(...Object.values(job)) - above),
        peer: { name: 'idle, in all', samples: idle },
        wanted: { of: 'median', below: 400 },
      },
      ...results,
    ];
  } finally {
    await saving.close();
  }
}

async function idleMemory({ session }: SavingSession): Promise<number[]> {
  const watch = await watchExtensionMemory(session);
  await sleep(3000);
  return (await watch.stop()).map(({ megabytes }) => megabytes);
}

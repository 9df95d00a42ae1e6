import { setTimeout as sleep } from 'node:timers/promises';
import type { JobState } from '../../src/jobs/job';
import type { Measure } from './bench-context';
import { type MemorySample, watchExtensionMemory } from './extension-memory';
import type { JobTimes } from './observe-job';
import type { Result } from './result';
import { openSavingSession, type SavingSession } from './saving-session';
import { median } from './statistics';

const rounds = 3;
/** 331 MB of picture, 1 MB of sound. */
const videoId = 'ocean331mby';
/** Verifying takes a few milliseconds, which no sample meets. */
const phases = ['fetching', 'muxing', 'saving'] as const;

/**
 * What a whole job (fetch, mux, verify, save) takes at its peak, above the same process with the popup
 * and the engine open and no job. The site is uncapped: the faster the bytes come, the more garbage.
 */
export const measureMemory: Measure = async (context) => {
  if (process.platform !== 'linux') {
    context.say('memory: only Linux tells how much of a process is its own.');
    return [];
  }
  const saving = await openSavingSession(context, videoId);
  try {
    // What starting up left behind is collected first.
    await sleep(3000);
    const idle = await idleMemory(saving);
    const jobs: ByPhase[] = [];
    for (let round = 0; round < rounds; round += 1) jobs.push(await peaksOf(saving));
    const above = median(idle);
    const peer = { name: 'idle, in all', samples: idle };
    const results: Result[] = phases.map((phase) => ({
      name: `  while ${phase}`,
      unit: 'MB',
      samples: jobs.flatMap((job) => (job[phase] === undefined ? [] : job[phase] - above)),
    }));
    const peaks = jobs.map((job) => Math.max(...Object.values(job)) - above);
    return [
      {
        name: 'memory of a 332 MB job, above idle',
        unit: 'MB',
        samples: peaks,
        peer,
        wanted: { of: 'median', below: 400 },
      },
      ...results,
    ];
  } finally {
    await saving.close();
  }
};

/** The most megabytes seen in each state. */
type ByPhase = Partial<Record<JobState['state'], number>>;

async function idleMemory({ session }: SavingSession): Promise<number[]> {
  const watch = await watchExtensionMemory(session);
  await sleep(3000);
  return (await watch.stop()).map(({ megabytes }) => megabytes);
}

async function peaksOf(saving: SavingSession): Promise<ByPhase> {
  const watch = await watchExtensionMemory(saving.session);
  const times = await saving.save('with sound').finally(watch.stop);
  return byPhase(await watch.stop(), times);
}

function byPhase(samples: readonly MemorySample[], { states }: JobTimes): ByPhase {
  const begun = Object.entries(states).toSorted(([, a], [, b]) => a - b);
  const peaks: Record<string, number> = {};
  for (const { at, megabytes } of samples) {
    const [state] = begun.findLast(([, since]) => since <= at) ?? [];
    if (state !== undefined) peaks[state] = Math.max(peaks[state] ?? 0, megabytes);
  }
  return peaks;
}

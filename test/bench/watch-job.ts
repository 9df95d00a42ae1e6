import type { JobState } from '../../src/jobs/job';
import { type MemorySample, watchExtensionMemory } from './extension-memory';
import type { JobTimes } from './observe-job';
import type { SavingSession } from './saving-session';

/** The most megabytes seen in each state. */
export type PeakByState = Partial<Record<JobState['state'], number>>;

/** Saves the first row with its sound; what the extension's processes took meanwhile, and when. */
export async function watchJob(
  saving: SavingSession,
): Promise<{ readonly times: JobTimes; readonly peaks: PeakByState }> {
  const watch = await watchExtensionMemory(saving.session);
  const times = await saving.save('with sound').finally(watch.stop);
  return { times, peaks: peaksByState(await watch.stop(), times) };
}

function peaksByState(samples: readonly MemorySample[], { states }: JobTimes): PeakByState {
  const begun = Object.entries(states).toSorted(([, a], [, b]) => a - b);
  const peaks: Record<string, number> = {};
  for (const { at, megabytes } of samples) {
    const [state] = begun.findLast(([, since]) => since <= at) ?? [];
    if (state !== undefined) peaks[state] = Math.max(peaks[state] ?? 0, megabytes);
  }
  return peaks;
}

import type { JobState } from '../../src/jobs/job';
import type { JobView } from '../../src/protocol/jobs-port';

/** Any morning: jobs of tests are as old as their places in it say. */
export const morning = Date.UTC(2026, 10, 3, 8);

/** A job as a screen gets it, waiting in line unless told otherwise. */
export function jobView(id: string, traits: Partial<JobView> = {}): JobView {
  return {
    id,
    title: id,
    label: '720p · H.264 + AAC',
    videoUrl: 'https://www.youtube.com/watch?v=abcdefghijk',
    origin: {},
    fileName: `${id}.mp4`,
    createdAt: morning,
    updatedAt: morning,
    options: { priority: 'normal', rank: 0 },
    statusText: '',
    current: { state: 'queued' },
    ...traits,
  };
}

/** Bytes of 100 MB that have arrived, at 2.5 MB/s. */
export const fetching = (received: number): JobState => ({
  state: 'fetching',
  progress: {
    received,
    total: 100_000_000,
    speed: 2_500_000,
    eta: (100_000_000 - received) / 2_500_000,
  },
});

/** A queue of this many: the first two are fetched, the rest waits. */
export const longQueue = (count: number): JobView[] =>
  Array.from({ length: count }, (_, index) =>
    jobView(`youtube:video${index}:137+140`, {
      title: `Tide tables, explained: part ${index + 1} of a long walk along the coast`,
      label: '1080p60 · H.264 + AAC',
      createdAt: morning + index,
      updatedAt: morning + index,
      options: { priority: 'normal', rank: index },
      ...(index < 2 && { current: fetching(10_000_000) }),
    }),
  );

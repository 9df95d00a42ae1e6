import { type Job, type JobId, type JobOptions, priorities } from './job';

/** Options after a change; a `speedLimit` of 0 takes the limit away. */
export function withOptions(options: JobOptions, change: Partial<JobOptions>): JobOptions {
  const { speedLimit, ...rest } = { ...options, ...change };
  return { ...rest, ...(speedLimit ? { speedLimit } : {}) };
}

/** Earlier in the line comes first: by priority, then by rank. */
export function compareJobs(a: Job, b: Job): number {
  return (
    priorities.indexOf(a.options.priority) - priorities.indexOf(b.options.priority) ||
    a.options.rank - b.options.rank ||
    a.createdAt - b.createdAt ||
    (a.request.id < b.request.id ? -1 : 1)
  );
}

/** The rank behind all of them. */
export const lastRank = (jobs: Iterable<Job>): number => {
  let last = 0;
  for (const { options } of jobs) last = Math.max(last, options.rank);
  return last + 1;
};

/**
 * What to change so that a job stands right before another one (and has its priority), or at the end
 * of its own priority's line. Mostly its own rank alone; where no number is left between its new
 * neighbours the whole line is numbered anew.
 */
export function moveJob(
  jobs: readonly Job[],
  id: JobId,
  before: JobId | undefined,
): ReadonlyMap<JobId, Partial<JobOptions>> {
  const moved = jobs.find(({ request }) => request.id === id);
  const next = jobs.find(({ request }) => request.id === before);
  if (!moved || moved === next) return new Map();
  const { priority } = (next ?? moved).options;
  const line = jobs
    .filter((job) => job !== moved && job.options.priority === priority)
    .toSorted(compareJobs);
  const at = next ? line.indexOf(next) : line.length;
  const rank = rankBetween(line[at - 1]?.options.rank, line[at]?.options.rank);
  if (rank !== undefined) return new Map([[id, { priority, rank }]]);
  const numbered = line.toSpliced(at, 0, moved);
  return new Map(numbered.map(({ request }, index) => [request.id, { priority, rank: index + 1 }]));
}

/** Undefined where floating point has nothing between the two. */
function rankBetween(low: number | undefined, high: number | undefined): number | undefined {
  if (low === undefined) return high === undefined ? 1 : high - 1;
  if (high === undefined) return low + 1;
  const middle = low + (high - low) / 2;
  return low < middle && middle < high ? middle : undefined;
}

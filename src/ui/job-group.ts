import { priorities } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';

/** Where a job stands in the lists: at work, before its turn, or over. */
export const jobGroups = ['running', 'line', 'history'] as const;
export type JobGroup = (typeof jobGroups)[number];

/**
 * What is paused or waits stays where it was: among the running ones once it has bytes, else in its
 * place in the line. So a press on "Pause" moves nothing.
 */
export function jobGroup({ current }: Pick<JobView, 'current'>): JobGroup {
  switch (current.state) {
    case 'queued':
      return 'line';
    case 'paused':
    case 'waiting':
      return (current.progress?.received ?? 0) > 0 ? 'running' : 'line';
    case 'done':
    case 'failed':
    case 'cancelled':
      return 'history';
    default:
      return 'running';
  }
}

/** Whose turn is earlier: by priority, then rank, then age. */
export function compareTurns(a: JobView, b: JobView): number {
  return (
    priorities.indexOf(a.options.priority) - priorities.indexOf(b.options.priority) ||
    a.options.rank - b.options.rank ||
    a.createdAt - b.createdAt
  );
}

/** What ended last comes first. */
export const compareEnds = (a: JobView, b: JobView): number => b.updatedAt - a.updatedAt;

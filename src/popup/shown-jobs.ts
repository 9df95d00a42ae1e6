import { isActive } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';

const mostFailures = 3;

/**
 * What the popup shows of the list: what runs, the last failures until they are removed, and what ended
 * since the popup was opened (milliseconds since 1970). All else is in the manager.
 */
export function shownJobs(jobs: readonly JobView[], openedAt: number): JobView[] {
  const failures = jobs.filter(({ current }) => current.state === 'failed').slice(0, mostFailures);
  return jobs.filter((job) => isActive(job) || job.updatedAt >= openedAt || failures.includes(job));
}

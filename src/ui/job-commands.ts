import type { JobId } from '../jobs/job';
import type { JobAction } from './job-offers';

/** All that the buttons of one job's card call. */
export type JobCommands = Readonly<
  Record<JobAction | 'openPage' | 'retry' | 'restart', (jobId: JobId) => unknown>
>;

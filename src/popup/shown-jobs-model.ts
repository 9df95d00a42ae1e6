import { createModel, effect, signal } from '@preact/signals';
import type { JobEntry } from '../ui/job-store';
import type { JobsModel } from '../ui/jobs-model';
import { shownJobs } from './shown-jobs';

/** The popup's list as it grows while the popup is open. `openedAt`: milliseconds since 1970. */
export const ShownJobsModel = createModel((jobs: JobsModel, openedAt: number) => {
  const shown = signal<readonly JobEntry[]>([]);
  effect(() => {
    const lists = {
      running: jobs.running.value,
      line: jobs.line.value,
      history: jobs.history.value,
      entry: jobs.entry,
    };
    shown.value = shownJobs(shown.peek(), lists, openedAt);
  });
  return { shown };
});

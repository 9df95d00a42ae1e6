import { JobList } from '../ui/job-list';
import type { JobsModel } from '../ui/jobs-model';
import { t } from '../ui/text';
import { shownJobs } from './shown-jobs';

interface RunningJobsProps {
  readonly model: JobsModel;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export const RunningJobs = ({ model, openedAt }: RunningJobsProps) => {
  const jobs = shownJobs(model.jobs.value ?? [], openedAt);
  if (jobs.length === 0 && !model.lost.value) return null;
  return (
    <section class="running" aria-label={t('downloadsHere')}>
      {model.lost.value && <p class="engine-lost">{t('engineLost')}</p>}
      <JobList model={model} jobs={jobs} />
    </section>
  );
};

import { useModel } from '@preact/signals';
import { Announcer } from '../ui/announcer';
import { JobList } from '../ui/job-list';
import type { JobsModel } from '../ui/jobs-model';
import { t } from '../ui/text';
import { ShownJobsModel } from './shown-jobs-model';

interface RunningJobsProps {
  readonly model: JobsModel;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export const RunningJobs = ({ model, openedAt }: RunningJobsProps) => {
  const { shown } = useModel(() => new ShownJobsModel(model, openedAt));
  return (
    <>
      <Announcer model={model} />
      {shown.value.length > 0 && (
        <section class="running" aria-label={t('downloadsHere')}>
          <JobList entries={shown.value} commands={model} />
        </section>
      )}
    </>
  );
};

import type { JobsModel } from '../ui/jobs-model';
import { t } from '../ui/text';
import { EmptyState } from './empty-state';
import { JobSection } from './job-section';

export const JobsPage = ({ model }: { model: JobsModel }) => {
  const jobs = model.jobs.value;
  return (
    <>
      <h1>{t('downloadsHere')}</h1>
      {model.lost.value && (
        <p class="engine-lost" role="status">
          {t('engineLost')}
        </p>
      )}
      {jobs === undefined && !model.lost.value && <p class="loading">{t('loadingJobs')}</p>}
      {jobs?.length === 0 && <EmptyState />}
      <JobSection title={t('jobsActive')} jobs={model.active.value} model={model} />
      <JobSection title={t('jobsEnded')} jobs={model.ended.value} model={model} />
    </>
  );
};

import { t } from '../ui/text';
import { BulkBar } from './bulk-bar';
import { EmptyState } from './empty-state';
import { HandoffSection } from './handoff-section';
import { HistoryBar } from './history-bar';
import { JobSection } from './job-section';
import { PressStatus } from './press-status';
import type { QueueModels } from './queue-models';
import { StraysBanner } from './strays-banner';

export const JobsPage = ({ models }: { models: QueueModels }) => {
  const { jobs, bulk } = models;
  const { running, history, loaded, lost, unread } = jobs;
  const isEmpty =
    bulk.activeCount.value === 0 &&
    history.value.length === 0 &&
    models.handoffs.handoffs.value.length === 0;
  return (
    <>
      <div class="page-head">
        <h1>{t('downloadsHere')}</h1>
        <BulkBar model={bulk} />
      </div>
      {lost.value && (
        <p class="engine-lost" role="status">
          {t('engineLost')}
        </p>
      )}
      {unread.value && (
        <p class="engine-lost" role="status">
          {t('jobsUnread', unread.value.code)}
        </p>
      )}
      <StraysBanner model={models.strays} />
      {!loaded.value && !lost.value && !unread.value && <p class="loading">{t('loadingJobs')}</p>}
      {loaded.value && isEmpty && <EmptyState />}
      <JobSection group="running" entries={running} models={models} />
      <JobSection group="line" entries={jobs.line} models={models}>
        {jobs.line.value.length > 1 && <p class="hint">{t('lineHint')}</p>}
      </JobSection>
      <HandoffSection model={models.handoffs} />
      <JobSection group="history" entries={history} models={models}>
        <HistoryBar model={bulk} />
      </JobSection>
      <PressStatus models={models} />
    </>
  );
};

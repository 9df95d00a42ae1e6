import type { JobOptions } from '../jobs/job';
import { formatSpeed } from './format-speed';
import { t } from './text';

/** What a person has set for this job otherwise than for all. */
export const JobTags = ({ options: { priority, speedLimit = 0 } }: { options: JobOptions }) => (
  <>
    {priority !== 'normal' && (
      <span class="job-tag" data-priority={priority}>
        {t(priority === 'high' ? 'priorityHigh' : 'priorityLow')}
      </span>
    )}
    {speedLimit > 0 && <span class="job-tag">{t('limitTag', formatSpeed(speedLimit))}</span>}
  </>
);

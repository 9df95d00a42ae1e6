import type { JobGroup } from '../ui/job-group';
import { jobName } from '../ui/job-name';
import type { JobEntry } from '../ui/job-store';
import { t } from '../ui/text';
import { CopyReport } from './copy-report';
import { MoveButtons } from './move-buttons';
import { PriorityChoice } from './priority-choice';
import type { QueueModels } from './queue-models';
import { SpeedField } from './speed-field';

interface JobOptionsProps {
  readonly entry: JobEntry;
  readonly group: JobGroup;
  readonly models: QueueModels;
}

/** What can be set for one job; under its card, when it is asked for. */
export const JobOptionsPanel = ({ entry, group, models }: JobOptionsProps) => {
  const { id, view } = entry;
  const { options } = view.value;
  const { jobs } = models;
  return (
    <fieldset class="job-options" aria-label={t('moreForJob', jobName(view.value))}>
      <PriorityChoice
        name={`priority-${id}`}
        value={options.priority}
        onChoose={(priority) => void jobs.setPriority(id, priority)}
      />
      <SpeedField
        name={`limit-${id}`}
        label={t('settingSpeedLimit')}
        value={options.speedLimit ?? 0}
        onChange={(limit) => void jobs.setSpeedLimit(id, limit)}
      />
      {group === 'line' && <MoveButtons id={id} model={models.line} />}
      <CopyReport entry={entry} model={models.reports} look="words" />
    </fieldset>
  );
};

import { isActive } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';
import { IconButton } from './icon-button';
import type { JobCommands } from './job-card';
import { t } from './text';

interface JobActionsProps {
  readonly job: JobView;
  /** Title and format: which of several jobs. */
  readonly name: string;
  readonly busy: boolean;
  readonly commands: JobCommands;
}

/** What can be done about a job as it stands. */
export const JobActions = ({ job, name, busy, commands }: JobActionsProps) => {
  const { id, current } = job;
  if (isActive(job)) {
    return (
      <div class="job-actions">
        <IconButton
          icon="close"
          label={t('cancelJob', name)}
          busy={busy}
          onPress={() => commands.cancel(id)}
        />
      </div>
    );
  }
  return (
    <div class="job-actions">
      {current.state !== 'done' && (
        <IconButton
          key="retry"
          icon="retry"
          label={t('retryJob', name)}
          busy={busy}
          onPress={() => commands.retry(id)}
        />
      )}
      <IconButton
        key="remove"
        icon="close"
        label={t('removeJob', name)}
        busy={busy}
        onPress={() => commands.remove(id)}
      />
    </div>
  );
};

import type { ErrorData } from '../errors';
import { isActive, type JobId } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';
import { errorSentence } from './error-sentence';
import { IconButton } from './icon-button';
import { jobProgress } from './job-progress';
import { jobWords } from './job-words';
import { ProgressBar } from './progress-bar';
import { t } from './text';

export interface JobCommands {
  cancel(jobId: JobId): unknown;
  retry(jobId: JobId): unknown;
  remove(jobId: JobId): unknown;
}

interface JobCardProps {
  readonly job: JobView;
  readonly busy: boolean;
  /** Why the last command to this job failed. */
  readonly failure: ErrorData | undefined;
  readonly commands: JobCommands;
}

/** One job: what it is, how far it is, and what can be done about it. */
export const JobCard = ({ job, busy, failure, commands }: JobCardProps) => {
  const { id, title, label, current } = job;
  const progress = jobProgress(current);
  const problem = failure ?? (current.state === 'failed' ? current.error : undefined);
  return (
    <article class="job" data-state={current.state}>
      <h3 class="job-title" title={title}>
        <bdi>{title}</bdi>
      </h3>
      <div class="job-actions">
        {isActive(job) ? (
          <IconButton
            icon="close"
            label={t('cancelJob', title)}
            tip={t('cancel')}
            disabled={busy}
            onPress={() => commands.cancel(id)}
          />
        ) : (
          <>
            {current.state !== 'done' && (
              <IconButton
                icon="retry"
                label={t('retryJob', title)}
                tip={t('tryAgain')}
                disabled={busy}
                onPress={() => commands.retry(id)}
              />
            )}
            <IconButton
              icon="close"
              label={t('removeJob', title)}
              tip={t('remove')}
              disabled={busy}
              onPress={() => commands.remove(id)}
            />
          </>
        )}
      </div>
      <p class="job-what">
        <bdi>{label}</bdi>
      </p>
      <p class="job-state">
        {problem ? (
          <span class="problem" title={t('errorCode', problem.code)}>
            {errorSentence(problem, t)}
          </span>
        ) : (
          jobWords(current)
        )}
      </p>
      {progress !== undefined && <ProgressBar value={progress} label={t('jobProgress', title)} />}
    </article>
  );
};

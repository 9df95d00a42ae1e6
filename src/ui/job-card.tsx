import type { ErrorData } from '../errors';
import type { JobId } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';
import { errorSentence } from './error-sentence';
import { JobActions } from './job-actions';
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
  // A video may be saved in two formats at once: neither name alone says which job this is.
  const name = [title, label].filter(Boolean).join(', ');
  const progress = jobProgress(current);
  const problem = failure ?? (current.state === 'failed' ? current.error : undefined);
  return (
    <article class="job" id={`job-${id}`} data-state={current.state}>
      <h3 class="job-title" title={name}>
        <bdi>{title}</bdi>
      </h3>
      <p class="job-what" title={label}>
        <bdi>{label}</bdi>
      </p>
      <JobActions job={job} name={name} busy={busy} commands={commands} />
      <p class="job-state">
        {problem ? (
          <span class="problem" title={t('errorCode', problem.code)}>
            {errorSentence(problem, t)}
          </span>
        ) : (
          jobWords(current)
        )}
      </p>
      {progress !== undefined && <ProgressBar value={progress} label={t('jobProgress', name)} />}
    </article>
  );
};

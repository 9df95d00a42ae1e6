import type { ComponentChildren } from 'preact';
import { JobActions } from './job-actions';
import type { JobCommands } from './job-commands';
import { JobHead } from './job-head';
import { jobName } from './job-name';
import { jobProgress } from './job-progress';
import { JobStateLine } from './job-state-line';
import type { JobEntry } from './job-store';
import { presetName } from './preset-name';
import { ProgressBar } from './progress-bar';
import { t } from './text';

interface JobCardProps {
  readonly entry: JobEntry;
  readonly commands: JobCommands;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

/** One job: what it is, how far it is, and what can be done about it. */
export const JobCard = ({ entry, commands, children }: JobCardProps) => {
  const view = entry.view.value;
  const { id, title, label, current, standsInFor } = view;
  const name = jobName(view);
  const progress = jobProgress(current);
  return (
    <article class="job" id={`job-${id}`} data-state={current.state}>
      <JobHead title={title} label={label} name={name} />
      {standsInFor && <p class="job-note">{t('jobStandsIn', presetName(standsInFor))}</p>}
      {/* Before the buttons: what takes the focus of a button that goes is what helps, not what removes. */}
      <JobStateLine entry={entry} name={name} commands={commands} />
      <JobActions entry={entry} name={name} commands={commands}>
        {children}
      </JobActions>
      {progress !== undefined && <ProgressBar value={progress} label={t('jobProgress', name)} />}
    </article>
  );
};

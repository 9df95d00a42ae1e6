import { useComputed } from '@preact/signals';
import { JobCard } from '../ui/job-card';
import type { JobGroup } from '../ui/job-group';
import type { JobEntry } from '../ui/job-store';
import { CopyReport } from './copy-report';
import { Grip } from './grip';
import { JobOptionsPanel } from './job-options';
import { MoreButton } from './more-button';
import type { QueueModels } from './queue-models';
import { rowOrder } from './row-order';

interface JobRowProps {
  readonly entry: JobEntry;
  readonly group: JobGroup;
  readonly models: QueueModels;
}

/** A job's card with all that the manager adds to it. Drawn again only when something of its own changes. */
export const JobRow = ({ entry, group, models }: JobRowProps) => {
  const { jobs, line, reports } = models;
  const mark = useComputed(() => {
    const at = line.mark.value;
    return at?.id === entry.id && line.dragged.value !== entry.id ? at.side : undefined;
  });
  const dragged = useComputed(() => (line.dragged.value === entry.id ? 'true' : undefined));
  const order = group === 'line' ? rowOrder(entry.id, line) : {};
  return (
    <li class="job-row" id={`row-${entry.id}`} data-mark={mark} data-dragged={dragged} {...order}>
      {group === 'line' && <Grip entry={entry} model={line} />}
      <JobCard entry={entry} commands={jobs}>
        {group === 'history' ? (
          <CopyReport key="copy" entry={entry} model={reports} look="icon" />
        ) : (
          <MoreButton key="more" entry={entry} />
        )}
      </JobCard>
      {entry.isOpen.value && group !== 'history' && (
        <JobOptionsPanel entry={entry} group={group} models={models} />
      )}
    </li>
  );
};

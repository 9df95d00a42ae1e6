import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { formatCount } from '../ui/format-count';
import type { JobGroup } from '../ui/job-group';
import type { JobEntry } from '../ui/job-store';
import { type MessageKey, t } from '../ui/text';
import { JobRow } from './job-row';
import type { QueueModels } from './queue-models';
import { WindowedList } from './windowed-list';

interface JobSectionProps {
  readonly group: JobGroup;
  readonly entries: ReadonlySignal<readonly JobEntry[]>;
  readonly models: QueueModels;
  /** Beside the heading. */
  readonly children?: ComponentChildren;
}

const titles = {
  running: 'jobsRunning',
  line: 'jobsInLine',
  history: 'jobsEnded',
} as const satisfies Record<JobGroup, MessageKey>;

export const JobSection = ({ group, entries, models, children }: JobSectionProps) =>
  entries.value.length === 0 ? null : (
    <section class="job-section" data-group={group} aria-labelledby={`jobs-${group}`}>
      <div class="section-head">
        <h2 id={`jobs-${group}`}>
          {t(titles[group])} <span>{formatCount(entries.value.length)}</span>
        </h2>
        {children}
      </div>
      <WindowedList
        entries={entries.value}
        row={(entry) => <JobRow key={entry.id} entry={entry} group={group} models={models} />}
      />
    </section>
  );

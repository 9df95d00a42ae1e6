import { JobCard } from './job-card';
import type { JobCommands } from './job-commands';
import type { JobEntry } from './job-store';

interface JobListProps {
  readonly entries: readonly JobEntry[];
  readonly commands: JobCommands;
}

export const JobList = ({ entries, commands }: JobListProps) => (
  <ul class="job-list">
    {entries.map((entry) => (
      <li key={entry.id}>
        <JobCard entry={entry} commands={commands} />
      </li>
    ))}
  </ul>
);

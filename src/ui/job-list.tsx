import type { JobView } from '../protocol/jobs-port';
import { JobCard } from './job-card';
import type { JobsModel } from './jobs-model';

interface JobListProps {
  readonly model: JobsModel;
  readonly jobs: readonly JobView[];
}

export const JobList = ({ model, jobs }: JobListProps) => (
  <ul class="job-list">
    {jobs.map((job) => (
      <li key={job.id}>
        <JobCard
          job={job}
          busy={model.busy.value.has(job.id)}
          failure={model.failures.value.get(job.id)}
          commands={model}
        />
      </li>
    ))}
  </ul>
);

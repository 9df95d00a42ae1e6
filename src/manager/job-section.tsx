import type { JobView } from '../protocol/jobs-port';
import { formatCount } from '../ui/format-count';
import { JobList } from '../ui/job-list';
import type { JobsModel } from '../ui/jobs-model';

interface JobSectionProps {
  readonly title: string;
  readonly jobs: readonly JobView[];
  readonly model: JobsModel;
}

export const JobSection = ({ title, jobs, model }: JobSectionProps) =>
  jobs.length === 0 ? null : (
    <section class="job-section">
      <h2>
        {title} <span>{formatCount(jobs.length)}</span>
      </h2>
      <JobList model={model} jobs={jobs} />
    </section>
  );

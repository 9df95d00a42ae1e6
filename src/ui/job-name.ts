import type { JobView } from '../protocol/jobs-port';

/** A video may be saved in two formats at once: neither title nor format alone says which job this is. */
export const jobName = ({ title, label }: Pick<JobView, 'title' | 'label'>): string =>
  [title, label].filter(Boolean).join(', ');

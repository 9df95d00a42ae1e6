import type { JobState } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';
import { formatCount } from './format-count';
import { jobName } from './job-name';
import { jobWords } from './job-words';
import { t } from './text';

/** What is worth a sentence to somebody who listens while doing something else. Progress is not. */
const worthSaying: ReadonlySet<JobState['state']> = new Set(['waiting', 'done', 'failed']);
const mostAtOnce = 2;

export const isNews = ({ current }: JobView): boolean => worthSaying.has(current.state);

/** Jobs that came to an end or to a halt, in words; of many at once the first and how many more. */
export function newsWords(news: readonly JobView[]): string {
  const more = news.length - mostAtOnce;
  return [
    ...news.slice(0, mostAtOnce).map((job) => `${jobName(job)}: ${jobWords(job.current)}`),
    ...(more > 0 ? [t('newsMore', formatCount(more))] : []),
  ].join(' ');
}

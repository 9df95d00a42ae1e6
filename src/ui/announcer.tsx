import { useComputed } from '@preact/signals';
import { newsWords } from './job-news';
import type { JobsModel } from './jobs-model';

/** Says, for those who listen, what came to an end or to a halt. */
export const Announcer = ({ model }: { model: Pick<JobsModel, 'news'> }) => {
  const words = useComputed(() => newsWords(model.news.value));
  return (
    <p class="unseen" role="status">
      {words}
    </p>
  );
};

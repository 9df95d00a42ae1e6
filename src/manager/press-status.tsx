import { formatCount } from '../ui/format-count';
import { t } from '../ui/text';
import type { QueueModels } from './queue-models';

const reportWords = { none: undefined, copied: 'reportCopied', failed: 'reportNotCopied' } as const;

/** Says, for those who listen, what the last press came to where only eyes would see it. */
export const PressStatus = ({ models }: { models: Pick<QueueModels, 'line' | 'reports'> }) => {
  const moved = models.line.moved.value;
  const report = reportWords[models.reports.state.value.kind];
  return (
    <>
      <p class="unseen" role="status">
        {moved && t('movedTo', formatCount(moved.place), formatCount(moved.count))}
      </p>
      <p class="unseen" role="status">
        {report && t(report)}
      </p>
    </>
  );
};

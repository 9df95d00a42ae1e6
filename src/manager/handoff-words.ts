import type { HandoffFileView } from '../jobs/handoff';
import { errorSentence } from '../ui/error-sentence';
import { formatBytes } from '../ui/format-bytes';
import { formatPercent } from '../ui/format-percent';
import { formatSpeed } from '../ui/format-speed';
import { t } from '../ui/text';

/** How a file at aria2 stands: `50% of 100 MB · 2.5 MB/s`. */
export function handoffFileWords(file: HandoffFileView): string {
  switch (file.state) {
    case 'waiting':
      return t('jobQueued');
    case 'active':
      return [amountWords(file), formatSpeed(file.speed)].join(' · ');
    case 'paused':
      return [t('jobPaused'), amountWords(file)].join(' · ');
    case 'saved':
      return [t('jobDone'), formatBytes(file.received)].join(' · ');
    case 'failed':
      return file.error ? errorSentence(file.error, t) : '';
    case 'unknown':
      return t('handoffUnknown');
  }
}

const amountWords = ({ received, total }: HandoffFileView): string =>
  total === undefined
    ? t('jobReceived', formatBytes(received))
    : t('jobPercentOf', formatPercent(received / total), formatBytes(total));

/** Of all files, 0–1; nothing where none of them goes on. */
export function handoffProgress(files: readonly HandoffFileView[]): number | 'unknown' | undefined {
  if (!files.some(({ state }) => state === 'active' || state === 'paused')) return undefined;
  const total = files.reduce((sum, one) => sum + (one.total ?? Number.NaN), 0);
  const received = files.reduce((sum, one) => sum + one.received, 0);
  return Number.isNaN(total) ? 'unknown' : received / total;
}

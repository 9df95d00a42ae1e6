import type { JobState, Progress } from '../jobs/job';
import { errorSentence } from './error-sentence';
import { formatBytes } from './format-bytes';
import { formatPercent } from './format-percent';
import { formatSpeed } from './format-speed';
import { formatTimeLeft } from './format-time-left';
import { t } from './text';

/** The state of a job in words: `50.5% of 100 MB · 2.5 MB/s · 20 sec left`. */
export function jobWords(current: JobState): string {
  switch (current.state) {
    case 'queued':
      return t('jobQueued');
    case 'fetching':
      return fetchingWords(current.progress);
    case 'muxing':
      return t('jobMuxing', formatPercent(current.done));
    case 'verifying':
      return t('jobVerifying');
    case 'saving':
      return t('jobSaving');
    case 'done':
      return [t('jobDone'), formatBytes(current.file.bytes)].join(' · ');
    case 'failed':
      return errorSentence(current.error, t);
    case 'cancelled':
      return t('jobCancelled');
  }
}

function fetchingWords({ received, total, speed, eta }: Progress): string {
  const words = [
    total === undefined || total === 0
      ? t('jobReceived', formatBytes(received))
      : t('jobPercentOf', formatPercent(received / total), formatBytes(total)),
  ];
  if (speed !== undefined) words.push(formatSpeed(speed));
  if (eta !== undefined && Number.isFinite(eta)) words.push(t('jobTimeLeft', formatTimeLeft(eta)));
  return words.join(' · ');
}

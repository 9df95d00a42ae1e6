import type { JobState, Progress, SavedFile } from '../jobs/job';
import { errorSentence } from './error-sentence';
import { fileNameOf } from './file-name-of';
import { formatBytes } from './format-bytes';
import { formatCount } from './format-count';
import { formatPercent } from './format-percent';
import { formatSpeed } from './format-speed';
import { formatTimeLeft } from './format-time-left';
import { t } from './text';
import { waitingWords } from './waiting-words';

/** The state of a job in words: `50.5% of 100 MB · 2.5 MB/s · 20 sec left`. `place`: in the line, from 1. */
export function jobWords(current: JobState, place?: number): string {
  switch (current.state) {
    case 'queued':
      return queuedWords(place);
    case 'resolving':
      return t('jobResolving');
    case 'waiting':
      return waitingWords(current);
    case 'fetching':
      return fetchingWords(current.progress);
    case 'paused':
      return [t('jobPaused'), ...(current.progress ? [amountWords(current.progress)] : [])].join(
        ' · ',
      );
    case 'muxing':
      return t('jobMuxing', formatPercent(current.done));
    case 'verifying':
      return t('jobVerifying');
    case 'saving':
      return t('jobSaving');
    case 'done':
      return doneWords(current.file);
    case 'failed':
      return errorSentence(current.error, t);
    case 'cancelled':
      return t('jobCancelled');
  }
}

function doneWords({ bytes, path, missedSeconds }: SavedFile): string {
  const words = [t('jobDone'), formatBytes(bytes), fileNameOf(path)];
  if (missedSeconds !== undefined) words.push(t('jobMissed', formatTimeLeft(missedSeconds)));
  return words.join(' · ');
}

function queuedWords(place: number | undefined): string {
  if (place === undefined) return t('jobQueued');
  return place === 1 ? t('jobNext') : t('jobPlace', formatCount(place));
}

function fetchingWords(progress: Progress): string {
  const { speed, eta } = progress;
  const words = [amountWords(progress)];
  if (speed !== undefined) words.push(formatSpeed(speed));
  if (eta !== undefined && Number.isFinite(eta)) words.push(t('jobTimeLeft', formatTimeLeft(eta)));
  return words.join(' · ');
}

const amountWords = ({ received, total }: Progress): string =>
  total === undefined || total === 0
    ? t('jobReceived', formatBytes(received))
    : t('jobPercentOf', formatPercent(received / total), formatBytes(total));

import type { JobState } from '../jobs/job';
import { formatBytes } from './format-bytes';
import { formatClock } from './format-clock';
import { asksForPerson } from './job-offers';
import { t } from './text';

type Waiting = Extract<JobState, { state: 'waiting' }>;

/** What a job waits for, what happens next, and when, where that is known. */
export function waitingWords(waiting: Waiting, now = Date.now()): string {
  const { reason, until, error } = waiting;
  const clock = until === undefined ? undefined : formatClock(until, now);
  switch (reason) {
    case 'network':
      return t('waitNetwork');
    case 'disk': {
      const missing = error?.facts.missingBytes;
      return typeof missing === 'number'
        ? t('waitDiskMissing', formatBytes(missing))
        : t('waitDisk');
    }
    case 'server':
      if (asksForPerson(waiting)) {
        return clock === undefined ? t('waitPerson') : t('waitPersonUntil', clock);
      }
      return clock === undefined ? t('waitServer') : t('waitServerUntil', clock);
    case 'advertisements':
      return until === undefined
        ? t('waitServer')
        : t('waitAdvertisements', formatClock(until, now, undefined, 'second'));
    case 'metered':
      return t('waitMetered');
    case 'quiet-hours':
      return clock === undefined ? t('waitQuiet') : t('waitQuietUntil', clock);
  }
}

import type { ErrorCode } from '../errors';
import type { JobState } from '../jobs/job';

/** What a person can do about a job; also the `data-action` of the button. */
export type JobAction = 'pause' | 'resume' | 'finish' | 'show' | 'cancel' | 'remove';
/** What is offered right behind the sentence that tells how the job stands. */
export type JobRemedy = 'try-now' | 'open-page' | 'retry' | 'restart';

/** The first leaves the job as it is or can be undone, the last ends or removes it: they stay in their places while states change. */
export function jobActions({ state }: JobState, isLive: boolean | undefined): readonly JobAction[] {
  switch (state) {
    case 'paused':
      return isLive ? ['resume', 'finish', 'cancel'] : ['resume', 'cancel'];
    case 'done':
      return ['show', 'remove'];
    case 'failed':
    case 'cancelled':
      return ['remove'];
    default:
      return isLive && state === 'fetching' ? ['pause', 'finish', 'cancel'] : ['pause', 'cancel'];
  }
}

/** What it waits for a person may answer on the video's page. */
export const asksForPerson = ({ error }: Extract<JobState, { state: 'waiting' }>): boolean =>
  error?.code === 'asked-to-prove-human';

/** What helps, the likeliest and cheapest first. */
export function jobRemedies(current: JobState): readonly JobRemedy[] {
  switch (current.state) {
    case 'waiting':
      if (asksForPerson(current)) return ['open-page', 'try-now'];
      // The person's own rules are changed in the settings, not overridden one by one.
      return ['network', 'disk', 'server'].includes(current.reason) ? ['try-now'] : [];
    case 'failed':
      return afterFailure(current.error.code);
    case 'cancelled':
      return ['retry'];
    default:
      return [];
  }
}

function afterFailure(code: ErrorCode): readonly JobRemedy[] {
  switch (code) {
    // What is on disk does not fit what the site has now: going on with it cannot help.
    case 'format-changed':
    case 'content-changed':
      return ['restart'];
    // What is on disk may be whole, and wrong: going on with it may end in the same way.
    case 'length-mismatch':
    case 'mux-failed':
    case 'verification-failed':
      return ['retry', 'restart'];
    default:
      return ['retry'];
  }
}

/** The browser's own downloader cannot be paused by us. */
export const canBePaused = ({ state }: JobState): boolean => state !== 'saving';

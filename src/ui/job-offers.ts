import type { ErrorCode } from '../errors';
import type { JobState } from '../jobs/job';

/** What a person can do about a job; also the `data-action` of the button. */
export type JobAction = 'pause' | 'resume' | 'finish' | 'show' | 'cancel' | 'remove';
/** What is offered right behind the sentence that tells how the job stands. */
export type JobRemedy = 'try-now' | 'retry' | 'restart';

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

export function jobRemedy(current: JobState): JobRemedy | undefined {
  switch (current.state) {
    case 'waiting':
      // The person's own rules are changed in the settings, not overridden one by one.
      return ['network', 'disk', 'server'].includes(current.reason) ? 'try-now' : undefined;
    case 'failed':
      return isOtherVersion(current.error.code) ? 'restart' : 'retry';
    case 'cancelled':
      return 'retry';
    default:
      return undefined;
  }
}

/** What is on disk does not fit what the site has now: going on with it cannot help. */
const isOtherVersion = (code: ErrorCode): boolean =>
  code === 'format-changed' || code === 'content-changed';

/** The browser's own downloader cannot be paused by us. */
export const canBePaused = ({ state }: JobState): boolean => state !== 'saving';

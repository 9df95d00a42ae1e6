import type { ErrorData } from '../errors';
import type { Job, JobRequest, JobState, Progress, SavedFile } from './job';

/** What happens to a job. Only the engine's worker makes these. */
export type JobEvent =
  /** Asked anew, at times with fresh URLs: an ended job starts again. */
  | { readonly kind: 'requested'; readonly request: JobRequest }
  /** New addresses, by format id, for those that the server takes no more. */
  | { readonly kind: 'renewed'; readonly urls: Readonly<Record<string, string>> }
  /** Back in the line: a person asks again, or the engine was ended in the middle. */
  | { readonly kind: 'queued' }
  | { readonly kind: 'fetching'; readonly progress: Progress }
  | { readonly kind: 'muxing'; readonly done: number }
  | { readonly kind: 'verifying' }
  | { readonly kind: 'saving'; readonly downloadId?: number }
  | { readonly kind: 'saved'; readonly file: SavedFile }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  | { readonly kind: 'cancelled' };

const ended = ['done', 'failed', 'cancelled'] as const;
const active = ['queued', 'fetching', 'muxing', 'verifying', 'saving'] as const;

/** From which states an event leads on. In all others it comes too late and changes nothing. */
const comesFrom: Readonly<Record<JobEvent['kind'], readonly JobState['state'][]>> = {
  requested: ended,
  renewed: ['queued', 'fetching'],
  queued: ['fetching', 'muxing', 'verifying', 'saving', ...ended],
  fetching: ['queued', 'fetching'],
  muxing: ['fetching', 'muxing'],
  verifying: ['fetching', 'muxing'],
  saving: ['queued', 'verifying', 'saving'],
  saved: ['saving'],
  failed: active,
  cancelled: active,
};

export const newJob = (request: JobRequest, now: number): Job => ({
  request,
  createdAt: now,
  updatedAt: now,
  current: { state: 'queued' },
});

/** The job after an event; the very same job where the event no longer fits. `now`: milliseconds since 1970. */
export function reduceJob(job: Job, event: JobEvent, now: number): Job {
  if (!comesFrom[event.kind].includes(job.current.state)) return job;
  if (event.kind === 'requested') return newJob(event.request, now);
  if (event.kind === 'renewed')
    return { ...job, updatedAt: now, request: renewed(job, event.urls) };
  return { ...job, updatedAt: now, current: stateAfter(event) };
}

const renewed = ({ request }: Job, urls: Readonly<Record<string, string>>): JobRequest => ({
  ...request,
  parts: request.parts.map((part) => ({ ...part, url: urls[part.formatId] ?? part.url })),
});

function stateAfter(event: Exclude<JobEvent, { kind: 'requested' | 'renewed' }>): JobState {
  switch (event.kind) {
    case 'queued':
    case 'verifying':
    case 'cancelled':
      return { state: event.kind };
    case 'fetching':
      return { state: 'fetching', progress: event.progress };
    case 'muxing':
      return { state: 'muxing', done: event.done };
    case 'saving':
      return event.downloadId === undefined
        ? { state: 'saving' }
        : { state: 'saving', downloadId: event.downloadId };
    case 'saved':
      return { state: 'done', file: event.file };
    case 'failed':
      return { state: 'failed', error: event.error };
  }
}

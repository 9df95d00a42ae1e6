import type { ErrorData } from '../errors';
import type {
  Job,
  JobNote,
  JobOptions,
  JobRequest,
  JobState,
  PartRequest,
  Progress,
  SavedFile,
  WaitReason,
} from './job';
import { withOptions } from './job-options';
import type { PartSource } from './part-source';

/** How a format is to be had now, and which version of it that is. */
export interface FreshSource {
  readonly source: PartSource;
  readonly contentLength?: number;
  readonly lastModified?: string;
}

/** What the site has now, by format id, and what was noted on the way. */
export interface Renewal {
  readonly sources: Readonly<Record<string, FreshSource>>;
  readonly tier: string;
  readonly notes: readonly JobNote[];
}

/** What a job waits for, as its state has it. */
export interface Wait {
  readonly reason: WaitReason;
  readonly until?: number;
  readonly error?: ErrorData;
}

/** What happens to a job. Only the engine's worker makes these. */
export type JobEvent =
  /** Asked anew, at times with fresh addresses: an ended job starts again. */
  | { readonly kind: 'requested'; readonly request: JobRequest; readonly options: JobOptions }
  | { readonly kind: 'renewed'; readonly renewal: Renewal }
  /** Its page was asked what it is made of, or has said so to who asked for it again. */
  | { readonly kind: 'completed'; readonly request: JobRequest }
  /** The browser would not have the file's name: it is to have this one. */
  | { readonly kind: 'renamed'; readonly name: string }
  /** A `speedLimit` of 0 takes the limit away. */
  | { readonly kind: 'options'; readonly options: Partial<JobOptions> }
  /** Back in the line: a person asks again, a wait is over, or the engine was ended in the middle. */
  | { readonly kind: 'queued' }
  | { readonly kind: 'resolving' }
  | { readonly kind: 'waiting'; readonly wait: Wait }
  | { readonly kind: 'fetching'; readonly progress: Progress }
  | { readonly kind: 'paused' }
  | { readonly kind: 'muxing'; readonly done: number }
  | { readonly kind: 'verifying' }
  | { readonly kind: 'saving'; readonly downloadId?: number }
  | { readonly kind: 'saved'; readonly file: SavedFile }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  | { readonly kind: 'cancelled' };

const ended = ['done', 'failed', 'cancelled'] as const;
/** What a run goes through before the browser has the file. */
const atWork = ['queued', 'resolving', 'fetching', 'muxing', 'verifying'] as const;

/** From which states an event leads on. In all others it comes too late and changes nothing. */
const comesFrom: Readonly<Record<JobEvent['kind'], readonly JobState['state'][]>> = {
  requested: ended,
  renewed: ['queued', 'resolving', 'fetching'],
  completed: ['queued', 'resolving'],
  renamed: ['saving'],
  options: [...atWork, 'waiting', 'paused', 'saving', ...ended],
  queued: ['resolving', 'waiting', 'fetching', 'paused', 'muxing', 'verifying', 'saving', ...ended],
  resolving: ['queued', 'fetching'],
  waiting: [...atWork, 'waiting', 'saving'],
  fetching: ['queued', 'resolving', 'fetching'],
  // What the browser already saves is the browser's to pause.
  paused: [...atWork, 'waiting'],
  muxing: ['fetching', 'muxing'],
  verifying: ['fetching', 'muxing'],
  saving: ['queued', 'verifying', 'saving'],
  saved: ['saving'],
  failed: [...atWork, 'waiting', 'saving'],
  cancelled: [...atWork, 'waiting', 'paused', 'saving'],
};

export const newJob = (
  request: JobRequest,
  now: number,
  options: JobOptions = { priority: 'normal', rank: 0 },
): Job => ({ request, createdAt: now, updatedAt: now, options, current: { state: 'queued' } });

/** The job after an event; the very same job where the event no longer fits. `now`: milliseconds since 1970. */
export function reduceJob(job: Job, event: JobEvent, now: number): Job {
  if (!comesFrom[event.kind].includes(job.current.state)) return job;
  switch (event.kind) {
    case 'requested':
      return newJob(event.request, now, event.options);
    case 'renewed':
      return { ...job, updatedAt: now, request: renewed(job.request, event.renewal) };
    case 'completed':
      return { ...job, updatedAt: now, request: { ...event.request, id: job.request.id } };
    case 'renamed': {
      const file = { ...job.request.file, name: event.name };
      return { ...job, updatedAt: now, request: { ...job.request, file } };
    }
    case 'options':
      return { ...job, updatedAt: now, options: withOptions(job.options, event.options) };
    default:
      return { ...job, updatedAt: now, current: stateAfter(job.current, event) };
  }
}

/** More would say nothing new. */
const mostNotes = 20;

function renewed(request: JobRequest, { sources, tier, notes }: Renewal): JobRequest {
  const parts = request.parts.map((part) => withSource(part, sources[part.formatId]));
  const known = request.notes ?? [];
  const said = new Set(known.map((note) => JSON.stringify(note)));
  const fresh = notes.filter((note) => !said.has(JSON.stringify(note)));
  return {
    ...request,
    parts,
    tier,
    ...(fresh.length === 0 ? {} : { notes: [...known, ...fresh].slice(-mostNotes) }),
  };
}

/** What the part knows of its version stands; what it does not know it learns. */
const withSource = (part: PartRequest, fresh: FreshSource | undefined): PartRequest =>
  fresh ? { ...fresh, ...part, source: fresh.source } : part;

type StateEvent = Exclude<
  JobEvent,
  { kind: 'requested' | 'renewed' | 'completed' | 'renamed' | 'options' }
>;

function stateAfter(before: JobState, event: StateEvent): JobState {
  switch (event.kind) {
    case 'queued':
    case 'resolving':
    case 'verifying':
    case 'cancelled':
      return { state: event.kind };
    case 'waiting':
      return { state: 'waiting', ...event.wait, ...atRest(before) };
    case 'paused':
      return { state: 'paused', ...atRest(before) };
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

/** How far it had come; what rests has neither speed nor time left. */
function atRest(before: JobState): { progress?: Progress } {
  if (!('progress' in before) || before.progress === undefined) return {};
  const { received, total } = before.progress;
  return { progress: { received, ...(total === undefined ? {} : { total }) } };
}

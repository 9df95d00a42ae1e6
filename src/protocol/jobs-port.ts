import type { ErrorData } from '../errors';
import type { Preset } from '../formats/choice';
import type { JobId, JobOptions, JobState, Origin } from '../jobs/job';

/** What a screen needs of a job: no URL of any media leaves the engine. */
export interface JobView {
  readonly id: JobId;
  readonly title: string;
  readonly label: string;
  readonly videoUrl: string;
  /** Whose session its page is to be opened in. */
  readonly origin: Origin;
  readonly thumbnailUrl?: string;
  readonly fileName: string;
  readonly isLive?: true;
  /** The file that is always there stands in for what this preset means. */
  readonly standsInFor?: Preset;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly options: JobOptions;
  /** `50.5% of 100.00MiB at 2.50MiB/s ETA 00:00:20` */
  readonly statusText: string;
  readonly current: JobState;
}

/** Screens connect a port of this name to the engine; it answers with one snapshot, then deltas, at most four a second. */
export const jobsPortName = 'jobs';

/** What there is, and what became of it since. */
export type JobsNews =
  | { readonly kind: 'snapshot'; readonly jobs: readonly JobView[] }
  | {
      readonly kind: 'delta';
      readonly changed: readonly JobView[];
      readonly removed: readonly JobId[];
    };

/** `unread` comes instead of the snapshot, for now: the journal cannot be read. It is tried again, and the snapshot follows. */
export type JobsPortMessage = JobsNews | { readonly kind: 'unread'; readonly error: ErrorData };

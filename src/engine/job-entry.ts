import type { WaitReason } from '../jobs/job';
import type { LogEntry } from '../jobs/job-log';
import type { JournalRecord } from '../jobs/journal-record';
import type { RateLimiter } from '../transfer/rate-limiter';
import type { Due } from './due';
import type { JobFiles } from './job-files';
import type { Journal } from './journal';
import type { Remedies } from './renewals';

/** Where all that is kept of a job lies. */
export interface JobHome {
  readonly journal: Pick<Journal, 'put' | 'putAll' | 'remove' | 'appendLog' | 'readLog'>;
  readonly files: JobFiles;
}

/** Waits of one reason in a row, without a byte more on the disk. */
export interface WaitStreak {
  readonly reason: WaitReason;
  readonly count: number;
  readonly bytes: number;
}

/** A job as the engine holds it. */
export interface Entry {
  record: JournalRecord;
  readonly home: JobHome;
  /** The job's own speed limit. */
  readonly limiter: RateLimiter;
  /** Set from its start until nothing of it touches the disk any more. */
  run?: {
    readonly abort: AbortController;
    readonly ended: Promise<void>;
    /** It ran when a worker died: until it gets on. */
    readonly isSuspect: boolean;
  };
  /** The server refused its addresses, or they are to be of the site's present version: the next run asks for others first. */
  isRefused: boolean;
  /** Nobody answered at its addresses, time and again: the next run asks the page for others first. */
  isUnanswered?: boolean;
  /** It was let wait as often as it may be: the next run tries other ways instead. */
  isLastTry?: boolean;
  /** A person wants it now, whatever the connection costs and whatever the hour. */
  isUrgent: boolean;
  /** What the run before had tried against refusals when it was let rest. */
  remedies?: Remedies;
  /** When its wait is over, where that is a matter of time. */
  due?: Due;
  streak?: WaitStreak;
  /** Saves in a row that came to nothing. */
  saves?: number;
  /** Bytes that the browser has written of the saved copy, as it last said. */
  copied?: number;
  /** Not yet in the journal. */
  unlogged: readonly LogEntry[];
  /** On their way there; it never rejects. */
  logWriting?: Promise<void>;
}

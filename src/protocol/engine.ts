import type { JobId, JobRequest } from '../jobs/job';

/** The browser's own downloader on a file that the engine handed over. */
export type SaveOutcome =
  | { readonly kind: 'complete'; readonly path: string; readonly bytes: number }
  /** `reason`: the browser's word, `FILE_NO_SPACE`, `USER_CANCELED` … */
  | { readonly kind: 'interrupted'; readonly reason: string };

/** Received by the engine; sent by the background only. */
export type EngineRequests = {
  /** Starts the job, or, where it already runs, answers with it; ended ones start again. */
  start(request: JobRequest): { id: JobId; alreadyRunning: boolean };
  /** Stops at once; every partial file is gone when it answers. */
  cancel(request: { id: JobId }): void;
  /** Starts an ended job again; what is on disk is kept. */
  retry(request: { id: JobId }): void;
  /** Forgets an ended job. */
  forget(request: { id: JobId }): void;
  saveChanged(request: { downloadId: number; outcome: SaveOutcome }): void;
};

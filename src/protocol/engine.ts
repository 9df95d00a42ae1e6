import type { JobId, JobOptions, JobRequest } from '../jobs/job';
import type { EngineSettings } from '../settings/settings';
import type { JobView } from './jobs-port';

/** The browser's own downloader on a file that the engine handed over. */
export type SaveOutcome =
  | { readonly kind: 'complete'; readonly path: string; readonly bytes: number }
  /** `reason`: the browser's word, `FILE_NO_SPACE`, `USER_CANCELED` … */
  | { readonly kind: 'interrupted'; readonly reason: string };

/** Received by the engine; sent by the background only. */
export type EngineRequests = {
  /** Starts the job, or, where it already runs, answers with it; ended ones start again. */
  start(request: JobRequest): { id: JobId; alreadyRunning: boolean };
  /** The same for many, in their order; how many of them ran already. */
  startAll(request: { jobs: readonly JobRequest[] }): { alreadyRunning: number };
  /** Stops at once; every partial file is gone when it answers. */
  cancel(request: { id: JobId }): void;
  /** Starts an ended job again; what is on disk is kept. */
  retry(request: { id: JobId }): void;
  /** Ended jobs start again from nothing: what is on disk is dropped, and the site's present version is taken. */
  restart(request: { id: JobId }): void;
  /** Stops; what is on disk is kept. Without an id: all that have not ended. */
  pause(request: { id?: JobId }): void;
  /** Goes on with a paused or waiting job; without an id: with all paused ones. */
  resume(request: { id?: JobId }): void;
  /** Of a live stream, what has come is all that is wanted: it is put together and saved. */
  finish(request: { id: JobId }): void;
  /** All failed ones again. */
  retryAll(request: Record<never, never>): void;
  setOptions(request: {
    id: JobId;
    options: Partial<Pick<JobOptions, 'priority' | 'speedLimit'>>;
  }): void;
  /** To the place before another job, or to the end of its priority's line. */
  move(request: { id: JobId; before?: JobId }): void;
  /** Forgets an ended job. */
  forget(request: { id: JobId }): void;
  /** All ended ones of a kind. */
  forgetEnded(request: { state: 'done' | 'failed' | 'cancelled' }): void;
  /** As a screen sees it. Fails with job-not-found. */
  view(request: { id: JobId }): JobView;
  /** The job's log as text for a bug report: nothing secret in it. */
  log(request: { id: JobId }): { text: string };
  /** Files on our disk that belong to no job: how many bytes. */
  strays(request: Record<never, never>): { bytes: number; folders: number };
  removeStrays(request: Record<never, never>): { bytes: number };
  /** Takes effect at once, on running jobs too. */
  configure(request: EngineSettings): void;
  /** The last private window was closed: its jobs end, and nothing of them stays. */
  endPrivate(request: Record<never, never>): void;
  /** `url`: what was handed over, which names the file before anybody was told the number. */
  saveChanged(request: { downloadId: number; url: string; outcome: SaveOutcome }): void;
};

/** Received by the engine's document, which can do what a service worker cannot; sent by the background. */
export type LendRequests = {
  /** A `blob:` URL for a small file: good for as long as any browser takes to read it. */
  lendText(request: { text: string; mime: string }): { url: string };
  /** The same for the first of these pictures that the site has. Fails with `picture-unavailable`. */
  lendPicture(request: { urls: readonly string[] }): { url: string; extension: string };
};

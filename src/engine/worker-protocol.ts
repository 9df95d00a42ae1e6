import type { ErrorData } from '../errors';
import type { FileTarget, Job, JobId, JobRequest } from '../jobs/job';
import type { SaveOutcome } from '../protocol/engine';
import type { FilePath } from './job-files';

/** What the host asks of the worker. */
export type WorkerCommands = {
  start(request: JobRequest): { id: JobId; alreadyRunning: boolean };
  /** `cancelled`: false where the job had ended already, and nothing of it may be taken away. */
  cancel(request: { id: JobId }): { cancelled: boolean };
  retry(request: { id: JobId }): void;
  forget(request: { id: JobId }): void;
  /** The browser took the file that a report handed over. */
  saveStarted(request: { id: JobId; downloadId: number }): void;
  saveRefused(request: { id: JobId; error: ErrorData }): void;
  saveEnded(request: { downloadId: number; outcome: SaveOutcome }): void;
  /** The page's answer to `renewal-wanted`. */
  renewed(request: { id: JobId; urls: Readonly<Record<string, string>> }): void;
  notRenewed(request: { id: JobId; error: ErrorData }): void;
};

export type CommandName = keyof WorkerCommands;
export type CommandRequest<N extends CommandName> = Parameters<WorkerCommands[N]>[0];
export type CommandAnswer<N extends CommandName> = ReturnType<WorkerCommands[N]>;

/** A command on its way; `call` numbers the answer. */
export type HostToWorker = {
  readonly [N in CommandName]: {
    readonly call: number;
    readonly name: N;
    readonly request: CommandRequest<N>;
  };
}[CommandName];

/** What the worker tells by itself. */
export type WorkerReport =
  /** The journal's jobs, once, before anything else. */
  | { readonly kind: 'loaded'; readonly jobs: readonly Job[] }
  | { readonly kind: 'changed'; readonly job: Job }
  | { readonly kind: 'removed'; readonly id: JobId }
  /** The server takes the job's addresses no more: the page is asked for new ones. */
  | { readonly kind: 'renewal-wanted'; readonly renewal: RenewRequest }
  /** A finished, verified file waits for the browser's downloader. Its bytes stay where they are. */
  | { readonly kind: 'hand-over'; readonly handOver: HandOver };

export interface RenewRequest {
  readonly id: JobId;
  readonly videoUrl: string;
  readonly tabId?: number;
  readonly formatIds: readonly string[];
  /** The addresses had not expired: the cipher's answers in them may be wrong. */
  readonly doubtful: boolean;
}

export interface HandOver {
  readonly id: JobId;
  readonly path: FilePath;
  /** What the blob is typed with: Chromium makes the file's extension of it. */
  readonly mime: string;
  readonly file: FileTarget;
}

export type WorkerToHost =
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly call: number; readonly error: ErrorData }
  | { readonly kind: 'report'; readonly report: WorkerReport };

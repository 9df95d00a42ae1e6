import type { ErrorData } from '../errors';
import type { FileTarget, Job, JobId, JobRequest, Origin } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import type { EngineEvents, SaveStatus } from '../protocol/background';
import type { EngineRequests, SaveOutcome } from '../protocol/engine';
import type { FilePath } from './job-files';

/** What the host passes on as the background asks it. */
type Passed = Omit<EngineRequests, 'cancel' | 'endPrivate' | 'saveChanged'>;

/** What the host asks of the worker. */
export type WorkerCommands = Passed & {
  /** `cancelled`: false where the job had ended already, and nothing of it may be taken away. */
  cancel(request: { id: JobId }): { cancelled: boolean };
  /** Answers with those that had not ended: their saves are to be stopped. */
  endPrivate(request: Record<never, never>): { cancelled: readonly JobId[] };
  /** The browser took the file that a report handed over. */
  saveStarted(request: { id: JobId; downloadId: number }): void;
  saveRefused(request: { id: JobId; error: ErrorData }): void;
  saveEnded(request: { downloadId: number; outcome: SaveOutcome }): void;
  /** The browser's answer to `save-status-wanted`. */
  saveStands(request: { id: JobId; status: SaveStatus }): void;
  /** The page's answer to `renewal-wanted`. */
  renewed(request: { id: JobId; renewal: Renewal }): void;
  notRenewed(request: { id: JobId; error: ErrorData }): void;
  /** The page's answer to `completion-wanted`. */
  completed(request: { id: JobId; request: JobRequest }): void;
  notCompleted(request: { id: JobId; error: ErrorData }): void;
};

export type CommandName = keyof WorkerCommands;
export type CommandRequest<N extends CommandName> = Parameters<WorkerCommands[N]>[0];
export type CommandAnswer<N extends CommandName> = ReturnType<WorkerCommands[N]>;

/** The commands as the worker answers them. */
export type Commands = {
  readonly [N in CommandName]: (request: CommandRequest<N>) => Promise<CommandAnswer<N>>;
};

/** A command on its way; `call` numbers the answer. */
export type CommandMessage<N extends CommandName = CommandName> = {
  readonly [K in N]: {
    readonly kind: 'command';
    readonly call: number;
    readonly name: K;
    readonly request: CommandRequest<K>;
  };
}[N];

/** `ping`: whether the worker still hears; it answers before anything else. */
export type HostToWorker = CommandMessage | { readonly kind: 'ping' };

/** What the worker tells by itself. */
export type WorkerReport =
  /** The journal's jobs, once, before anything else. */
  | { readonly kind: 'loaded'; readonly jobs: readonly Job[] }
  /** Instead, for now: the journal cannot be read. It is tried again. */
  | { readonly kind: 'unread'; readonly error: ErrorData }
  | { readonly kind: 'changed'; readonly job: Job }
  | { readonly kind: 'removed'; readonly id: JobId }
  /** The server takes the job's sources no more: the page is asked for new ones. */
  | { readonly kind: 'renewal-wanted'; readonly renewal: RenewRequest }
  /** The turn of a job has come that does not know what it is made of. */
  | { readonly kind: 'completion-wanted'; readonly request: JobRequest }
  /** A finished, verified file waits for the browser's downloader. Its bytes stay where they are. */
  | { readonly kind: 'hand-over'; readonly handOver: HandOver }
  /** How the browser's download of a file stands that was handed over before. */
  | { readonly kind: 'save-status-wanted'; readonly ask: SaveStatusAsk };

export interface RenewRequest extends SourcesRequest {
  readonly id: JobId;
}
type SourcesRequest = Parameters<EngineEvents['renewSources']>[0];

export interface HandOver {
  readonly id: JobId;
  readonly path: FilePath;
  /** What the blob is typed with: Chromium makes the file's extension of it. */
  readonly mime: string;
  readonly file: FileTarget;
  readonly origin: Origin;
}

export interface SaveStatusAsk {
  readonly id: JobId;
  readonly downloadId?: number;
  readonly fileName: string;
  readonly bytes: number;
  /** Milliseconds since 1970: it began no earlier. */
  readonly since: number;
}

export type WorkerToHost =
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly call: number; readonly error: ErrorData }
  | { readonly kind: 'report'; readonly report: WorkerReport }
  | { readonly kind: 'pong' };

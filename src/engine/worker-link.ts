import { fromErrorData, ReelkeepError } from '../errors';
import type {
  CommandAnswer,
  CommandName,
  CommandRequest,
  WorkerReport,
  WorkerToHost,
} from './worker-protocol';

/** As much of a Worker as the host needs. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: WorkerToHost }) => void): void;
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

interface Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: ReelkeepError) => void;
}

/** A worker that keeps failing is not started for ever. */
const mostRestarts = 5;

/** Commands to the worker and reports from it. A worker that dies is started anew and takes up the journal. */
export class WorkerLink {
  readonly #calls = new Map<number, Call>();
  #lastCall = 0;
  #restarts = 0;
  #worker: WorkerLike;

  constructor(
    private readonly createWorker: () => WorkerLike,
    private readonly onReport: (report: WorkerReport) => void,
  ) {
    this.#worker = this.#start();
  }

  /** @throws what the worker refused with; engine-unavailable when it died meanwhile. */
  ask<N extends CommandName>(name: N, request: CommandRequest<N>): Promise<CommandAnswer<N>> {
    if (this.#restarts > mostRestarts) return Promise.reject(gone('It failed too often.'));
    this.#lastCall += 1;
    const call = this.#lastCall;
    return new Promise((resolve, reject) => {
      // The worker answers each command with its own type: the protocol file says which.
      this.#calls.set(call, { resolve: (value) => resolve(value as CommandAnswer<N>), reject });
      this.#worker.postMessage({ call, name, request });
    });
  }

  #start(): WorkerLike {
    const worker = this.createWorker();
    worker.addEventListener('message', ({ data }) => this.#hear(data));
    worker.addEventListener('error', ({ message = '' }) => this.#restart(worker, message));
    return worker;
  }

  #hear(message: WorkerToHost): void {
    if (message.kind === 'report') {
      this.onReport(message.report);
      return;
    }
    const call = this.#calls.get(message.call);
    this.#calls.delete(message.call);
    if (message.kind === 'answer') call?.resolve(message.value);
    else call?.reject(fromErrorData(message.error));
  }

  #restart(worker: WorkerLike, reason: string): void {
    worker.terminate();
    for (const { reject } of this.#calls.values()) reject(gone(reason));
    this.#calls.clear();
    this.#restarts += 1;
    if (worker === this.#worker && this.#restarts <= mostRestarts) this.#worker = this.#start();
  }
}

const gone = (reason: string): ReelkeepError =>
  new ReelkeepError('engine-unavailable', 'The engine stopped.', { facts: { reason } });

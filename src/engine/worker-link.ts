import { fromErrorData, ReelkeepError } from '../errors';
import type { Clock } from '../transfer/clock';
import { growingPauseMs } from './begin-again';
import type {
  CommandAnswer,
  CommandName,
  CommandRequest,
  WorkerReport,
  WorkerToHost,
} from './worker-protocol';
import { WorkerWatch } from './worker-watch';

/** As much of a Worker as the host needs. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: WorkerToHost }) => void): void;
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

export interface LinkPorts {
  /** `isReplacement`: for one that died or hung while the host lived on. */
  readonly createWorker: (isReplacement: boolean) => WorkerLike;
  /** Whether there is a worker, as the browser knows it. */
  readonly isWorkerAlive: () => Promise<boolean>;
  readonly clock: Clock;
}

interface Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: ReelkeepError) => void;
}

/** So often one that dies is replaced at once; after that with growing pauses, and without end. */
const quickRestarts = 3;
/** One that lived so long since has not failed: whatever happens to it is another story. */
const forgivenAfterMs = 10 * 60_000;

/**
 * Commands to the worker and reports from it. A worker that dies or hangs is started anew and takes up
 * the journal. Between two that died there is a pause; a command ends it.
 */
export class WorkerLink {
  readonly #calls = new Map<number, Call>();
  readonly #watch: WorkerWatch;
  #lastCall = 0;
  #restarts = 0;
  #startedAt = 0;
  /** Undefined while a pause lasts. */
  #worker: WorkerLike | undefined;
  #cancelPause: () => void = () => undefined;

  constructor(
    private readonly ports: LinkPorts,
    private readonly onReport: (report: WorkerReport) => void,
    /** There is none for a while. */
    private readonly onPause: () => void = () => undefined,
  ) {
    this.#start(false);
    this.#watch = new WorkerWatch({
      clock: ports.clock,
      isAlive: ports.isWorkerAlive,
      ping: () => this.#worker?.postMessage({ kind: 'ping' }),
      onLost: (reason) => {
        if (this.#worker) this.#restart(this.#worker, reason);
      },
    });
  }

  /** @throws what the worker refused with; engine-unavailable when it died meanwhile. */
  ask<N extends CommandName>(name: N, request: CommandRequest<N>): Promise<CommandAnswer<N>> {
    this.#lastCall += 1;
    const call = this.#lastCall;
    return new Promise((resolve, reject) => {
      // The worker answers each command with its own type: the protocol file says which.
      this.#calls.set(call, { resolve: (value) => resolve(value as CommandAnswer<N>), reject });
      (this.#worker ?? this.#startAnew()).postMessage({ kind: 'command', call, name, request });
    });
  }

  #start(isReplacement: boolean): WorkerLike {
    this.#cancelPause();
    const worker = this.ports.createWorker(isReplacement);
    this.#startedAt = this.ports.clock.uptime();
    worker.addEventListener('message', ({ data }) => {
      if (worker === this.#worker) this.#hear(data);
    });
    worker.addEventListener('error', ({ message = '' }) => this.#restart(worker, message));
    this.#worker = worker;
    return worker;
  }

  #startAnew(): WorkerLike {
    this.#watch.heard();
    return this.#start(true);
  }

  #hear(message: WorkerToHost): void {
    this.#watch.heard();
    if (message.kind === 'report') this.onReport(message.report);
    if (message.kind === 'answer') this.#take(message.call)?.resolve(message.value);
    if (message.kind === 'refusal') this.#take(message.call)?.reject(fromErrorData(message.error));
  }

  #take(call: number): Call | undefined {
    const taken = this.#calls.get(call);
    this.#calls.delete(call);
    return taken;
  }

  #restart(worker: WorkerLike, reason: string): void {
    worker.terminate();
    if (worker !== this.#worker) return;
    for (const { reject } of this.#calls.values()) reject(gone(reason));
    this.#calls.clear();
    if (this.ports.clock.uptime() - this.#startedAt >= forgivenAfterMs) this.#restarts = 0;
    this.#restarts += 1;
    const pauses = this.#restarts - quickRestarts;
    if (pauses <= 0) {
      this.#startAnew();
      return;
    }
    this.#worker = undefined;
    this.#cancelPause = this.ports.clock.setTimer(growingPauseMs(pauses), () => this.#startAnew());
    this.onPause();
  }
}

const gone = (reason: string): ReelkeepError =>
  new ReelkeepError('engine-unavailable', 'The engine stopped.', { facts: { reason } });

import { ReelkeepError } from '../errors';
import type { Clock } from './clock';
import type { LaneSpeed } from './lane-speed';
import { watchStall } from './stall-watch';

const defaultStallLimitMs = 20_000;

export interface ConnectionPorts {
  readonly clock: Clock;
  /** A connection that brings next to nothing for this long is dropped and asked again; 20 s where it is not said. */
  readonly stallLimitMs?: number;
}

export interface ConnectionEnds {
  /** The whole transfer is over. */
  readonly signal: AbortSignal;
  /** This connection alone is given up; it has not failed. */
  readonly dropped?: AbortSignal | undefined;
  readonly speed?: LaneSpeed | undefined;
}

/** What `wait` rejects with where the connection was given up from outside. */
export const droppedReason = new ReelkeepError('cancelled', 'The connection was given up.');

/** One request's time on the network: what ends it, how long it is waited for, how fast it is. */
export class Connection {
  readonly #abort = new AbortController();
  readonly #watch: ReturnType<typeof watchStall>;
  readonly #hangUp = (): void => this.#abort.abort(this.ends.signal.reason);
  readonly #drop = (): void => this.#abort.abort(droppedReason);

  constructor(
    { clock, stallLimitMs = defaultStallLimitMs }: ConnectionPorts,
    private readonly ends: ConnectionEnds,
  ) {
    const { signal, dropped, speed } = ends;
    if (dropped?.aborted) this.#drop();
    if (signal.aborted) this.#hangUp();
    signal.addEventListener('abort', this.#hangUp, { once: true });
    dropped?.addEventListener('abort', this.#drop, { once: true });
    this.#watch = watchStall(clock, stallLimitMs, () =>
      this.#abort.abort(lost(undefined, 'The server sent nothing for too long.', stallLimitMs)),
    );
    speed?.asks();
  }

  /** Aborts with the reason that ended it. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Waits for the answer's head. @throws `network-lost`, or what ended the connection. */
  async head(answer: Promise<Response>): Promise<Response> {
    const response = await this.#wait(answer, () => 0);
    this.#watch.isAlive();
    this.ends.speed?.answered();
    return response;
  }

  /** Waits for a piece of the body. @throws as `head`. */
  piece<T extends Uint8Array | undefined>(read: Promise<T>): Promise<T> {
    return this.#wait(read, (piece) => piece?.byteLength ?? 0);
  }

  /** Also after success: whatever the server still has to say is not wanted. */
  close(): void {
    this.#watch.stop();
    this.ends.signal.removeEventListener('abort', this.#hangUp);
    this.ends.dropped?.removeEventListener('abort', this.#drop);
    this.#abort.abort();
  }

  async #wait<T>(promise: Promise<T>, bytesOf: (value: T) => number): Promise<T> {
    this.#watch.waits();
    this.ends.speed?.waits();
    let bytes = 0;
    try {
      const value = await promise;
      bytes = bytesOf(value);
      return value;
    } catch (cause) {
      if (this.signal.aborted) throw this.signal.reason;
      if (cause instanceof ReelkeepError) throw cause;
      throw lost(cause, 'The connection broke.');
    } finally {
      this.#watch.got(bytes);
      this.ends.speed?.got(bytes);
    }
  }
}

const lost = (cause: unknown, message: string, stalledMs?: number): ReelkeepError =>
  new ReelkeepError('network-lost', message, {
    cause,
    facts: stalledMs === undefined ? {} : { stalledSeconds: stalledMs / 1000 },
  });

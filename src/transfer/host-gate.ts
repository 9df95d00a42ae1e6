import { type Clock, sleep } from './clock';

interface HostState {
  open: number;
  quietUntil: number;
  readonly waiting: { readonly limit: number; readonly enter: () => void }[];
}

/** What the transfer needs of a gate. */
export type Gate = Pick<HostGate, 'enter' | 'keepQuiet'>;

/** One job's way through the gate, which counts the places that the job holds. */
export function countedGate(gate: Gate): Gate & { readonly held: () => number } {
  let held = 0;
  return {
    enter: async (...place) => {
      const leave = await gate.enter(...place);
      held += 1;
      return () => {
        held -= 1;
        leave();
      };
    },
    keepQuiet: (host, milliseconds) => gate.keepQuiet(host, milliseconds),
    held: () => held,
  };
}

/**
 * Counts the connections to each host over all jobs and parts, so that together they stay within the
 * limit; who waits longest enters first. A host that asked for patience is left alone by all of them.
 */
export class HostGate {
  readonly #hosts = new Map<string, HostState>();

  constructor(private readonly clock: Clock) {}

  /** Waits for a place at the host; answers with what gives it back. Rejects when the signal aborts. */
  async enter(host: string, limit: number, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const state = this.#state(host);
    if (state.open < limit && state.waiting.length === 0) state.open += 1;
    else await waitInLine(state, limit, signal);
    const leave = (): void => {
      state.open -= 1;
      admit(state);
    };
    try {
      const quietMs = state.quietUntil - this.clock.uptime();
      if (quietMs > 0) await sleep(this.clock, quietMs, signal);
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  /** The host answered 429 or 503 with `Retry-After`: nobody asks it again before. */
  keepQuiet(host: string, milliseconds: number): void {
    const state = this.#state(host);
    state.quietUntil = Math.max(state.quietUntil, this.clock.uptime() + milliseconds);
  }

  #state(host: string): HostState {
    const state = this.#hosts.get(host) ?? { open: 0, quietUntil: 0, waiting: [] };
    this.#hosts.set(host, state);
    return state;
  }
}

function waitInLine(state: HostState, limit: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const place = {
      limit,
      enter: () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      },
    };
    const giveUp = (): void => {
      state.waiting.splice(state.waiting.indexOf(place), 1);
      // Its place at the head may have held back one with a higher limit.
      admit(state);
      reject(signal.reason);
    };
    state.waiting.push(place);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

function admit(state: HostState): void {
  for (let next = state.waiting[0]; next && state.open < next.limit; next = state.waiting[0]) {
    state.waiting.shift();
    state.open += 1;
    next.enter();
  }
}

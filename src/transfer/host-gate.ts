import type { Clock } from './clock';

/** Browsers open no more HTTP/1.1 connections to one host, and hosts take more for an attack. */
export const mostPerHost = 6;
/** Over all hosts, where nothing else was set. */
const defaultConnectionsInAll = 12;

export interface GateLimits {
  /** Connections over all hosts and jobs. */
  readonly connectionsInAll: number;
}

/** Who holds places; jobs have equal claims, whatever they are made of. */
type Party = object;

interface HostState {
  open: number;
  quietUntil: number;
}

interface Waiting {
  readonly host: string;
  readonly limit: number;
  readonly party: Party;
  readonly enter: () => void;
}

/** What the transfer needs of a gate. */
export type Gate = Pick<HostGate, 'enter' | 'keepQuiet'>;

/** One job's way through the gate, which counts the places that the job holds. */
export function countedGate(gate: Gate): Gate & { readonly held: () => number } {
  const party = {};
  let held = 0;
  return {
    enter: async (host, limit, signal) => {
      const leave = await gate.enter(host, limit, signal, party);
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
 * Counts the connections over all jobs and parts, so that together they stay within the limits: to each
 * host, and in all. A place that becomes free goes to the party that holds the fewest, among equals to
 * who waits longest. A host that asked for patience is left alone by all of them.
 */
export class HostGate {
  readonly #hosts = new Map<string, HostState>();
  readonly #held = new Map<Party, number>();
  #waiting: Waiting[] = [];
  #open = 0;
  #connectionsInAll: number;
  #cancelTimer: () => void = () => undefined;

  constructor(
    private readonly clock: Clock,
    { connectionsInAll = defaultConnectionsInAll }: Partial<GateLimits> = {},
  ) {
    this.#connectionsInAll = connectionsInAll;
  }

  /** Takes effect at once; who is in already stays. */
  setLimits({ connectionsInAll }: GateLimits): void {
    this.#connectionsInAll = connectionsInAll;
    this.#admit();
  }

  /**
   * Waits for a place at the host, where at most `limit` may be taken; answers with what gives it back.
   * Rejects when the signal aborts. `party`: on whose account; a caller that names none is one of its own.
   */
  async enter(
    host: string,
    limit: number,
    signal: AbortSignal,
    party: Party = {},
  ): Promise<() => void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        host,
        limit: Math.min(limit, mostPerHost),
        party,
        enter: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(signal.reason);
      };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#admit();
    });
    return () => this.#leave(host, party);
  }

  /** The host answered 429 or 503 with `Retry-After`: nobody asks it again before. */
  keepQuiet(host: string, milliseconds: number): void {
    const state = this.#state(host);
    state.quietUntil = Math.max(state.quietUntil, this.clock.uptime() + milliseconds);
  }

  #leave(host: string, party: Party): void {
    this.#count(host, party, -1);
    this.#admit();
  }

  #admit(): void {
    // One reading for both: an end between two would be over for neither, and nobody would be let in.
    const now = this.clock.uptime();
    for (let next = this.#next(now); next; next = this.#next(now)) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#count(next.host, next.party, 1);
      next.enter();
    }
    this.#wakeAfterQuiet(now);
  }

  #next(now: number): Waiting | undefined {
    if (this.#open >= this.#connectionsInAll) return undefined;
    return this.#waiting
      .filter(({ host, limit }) => {
        const { open, quietUntil } = this.#state(host);
        return open < limit && quietUntil <= now;
      })
      .toSorted((a, b) => this.#holds(a.party) - this.#holds(b.party))[0];
  }

  #holds(party: Party): number {
    return this.#held.get(party) ?? 0;
  }

  #count(host: string, party: Party, by: 1 | -1): void {
    this.#open += by;
    this.#state(host).open += by;
    const held = this.#holds(party) + by;
    if (held > 0) this.#held.set(party, held);
    else this.#held.delete(party);
  }

  /** Who waits for a quiet host holds no place: somebody has to let them in when it is over. */
  #wakeAfterQuiet(now: number): void {
    this.#cancelTimer();
    const ends = this.#waiting
      .map(({ host }) => this.#state(host).quietUntil)
      .filter((end) => end > now);
    if (ends.length === 0) return;
    this.#cancelTimer = this.clock.setTimer(Math.min(...ends) - now, () => this.#admit());
  }

  #state(host: string): HostState {
    const state = this.#hosts.get(host) ?? { open: 0, quietUntil: 0 };
    this.#hosts.set(host, state);
    return state;
  }
}

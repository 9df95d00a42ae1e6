import type { Clock } from '../transfer/clock';

const pingMs = 15_000;
/** So long without a word, and it is looked at whether the worker is there at all. */
const doubtMs = 30_000;
/**
 * So long without a word, and it hangs, though it is there. A mux gives the thread back many times a
 * second, but a slow disk that has to take gigabytes at once holds it for minutes.
 */
const hungMs = 5 * 60_000;
/** What one look counts at most: while a machine sleeps, or timers are held back, nobody is silent. */
const mostPerLookMs = 20_000;

export interface WatchPorts {
  readonly clock: Clock;
  readonly ping: () => void;
  /** Whether there is a worker, as the browser knows it. */
  readonly isAlive: () => Promise<boolean>;
  /** It is gone, or does not answer any more. */
  readonly onLost: (reason: string) => void;
}

/** Notices a worker that is gone without a word, or that hangs. */
export class WorkerWatch {
  #silenceMs = 0;
  #lookedAt: number;

  constructor(private readonly ports: WatchPorts) {
    this.#lookedAt = ports.clock.uptime();
    this.#look();
  }

  /** Anything that comes from the worker, or a new worker. */
  heard(): void {
    this.#silenceMs = 0;
    this.#lookedAt = this.ports.clock.uptime();
  }

  #look(): void {
    const { clock, ping, onLost } = this.ports;
    const now = clock.uptime();
    this.#silenceMs += Math.min(mostPerLookMs, now - this.#lookedAt);
    this.#lookedAt = now;
    if (this.#silenceMs >= hungMs) {
      this.#silenceMs = 0;
      onLost('It did not answer any more.');
    } else if (this.#silenceMs >= doubtMs) {
      this.#doubt().catch((error: unknown) => console.warn('Nobody knows of the engine.', error));
    }
    ping();
    clock.setTimer(pingMs, () => this.#look());
  }

  async #doubt(): Promise<void> {
    const isAlive = await this.ports.isAlive();
    // It may have answered meanwhile, or been replaced.
    if (isAlive || this.#silenceMs < doubtMs) return;
    this.#silenceMs = 0;
    this.ports.onLost('It was gone.');
  }
}

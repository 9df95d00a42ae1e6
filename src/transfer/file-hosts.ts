import type { ReelkeepError } from '../errors';
import { leaveMs } from './retry-rules';

/** One address of a file, and how its host does. */
export interface FileHost {
  readonly url: string;
  readonly name: string;
  /** The address that the site gave; the others are guessed from it. */
  readonly isFirst: boolean;
  /** What it serves is known to be the file that is on disk. */
  isProven: boolean;
  /** Connections that are not opened again, because they were slow. */
  closedLanes: number;
}

interface Leaving {
  readonly error: ReelkeepError;
  readonly until: number;
  readonly times: number;
  /** Another was to take over; alone it would have had more tries. */
  readonly isEarly: boolean;
}

/**
 * The hosts that serve the same bytes, the preferred one first. One that fails is left, for a while or
 * for good; the file fails when none is left. `uptime`: milliseconds.
 */
export class FileHosts {
  readonly #hosts: readonly FileHost[];
  readonly #left = new Map<FileHost, Leaving>();

  constructor(
    addresses: readonly string[],
    private readonly uptime: () => number,
  ) {
    this.#hosts = [...new Set(addresses)].map((url, at) => ({
      url,
      name: new URL(url).hostname,
      isFirst: at === 0,
      isProven: false,
      closedLanes: 0,
    }));
  }

  /** Those that may be asked now, the preferred one first. */
  usable(): readonly FileHost[] {
    return this.#hosts.filter((host) => this.isUsable(host));
  }

  isUsable(host: FileHost): boolean {
    return this.uptime() >= (this.#left.get(host)?.until ?? Number.NEGATIVE_INFINITY);
  }

  /** Answers for how many milliseconds; undefined: for good. `isLast`: no other was to take over. */
  leave(host: FileHost, error: ReelkeepError, isLast: boolean): number | undefined {
    const times = (this.#left.get(host)?.times ?? 0) + 1;
    const ms = leaveMs(error, times);
    const until = this.uptime() + (ms ?? Number.POSITIVE_INFINITY);
    this.#left.set(host, { error, until, times, isEarly: !isLast && ms !== undefined });
    return ms;
  }

  /** Where none is usable, takes one back that was left early for another, which did not do better. */
  takeBack(): void {
    if (this.usable().length > 0) return;
    const early = this.#hosts.find((host) => this.#left.get(host)?.isEarly);
    const leaving = early && this.#left.get(early);
    if (leaving) this.#left.set(early, { ...leaving, until: this.uptime(), isEarly: false });
  }

  /** The file is begun anew: nothing is on disk that a host could contradict. */
  restart(): void {
    for (const host of this.#hosts) host.isProven = false;
    for (const [host, { error }] of this.#left) {
      if (error.code === 'content-changed') this.#left.delete(host);
    }
  }

  /** Why the file cannot be had; undefined while a host is usable. */
  failure(): ReelkeepError | undefined {
    if (this.usable().length > 0) return undefined;
    const errors = this.#hosts.flatMap((host) => this.#left.get(host)?.error ?? []);
    // Whatever else there was: an address that has expired can be renewed.
    return errors.find(({ facts }) => facts.expired === true) ?? errors[0];
  }
}

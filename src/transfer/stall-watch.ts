import type { Clock } from './clock';

/** Fewer bytes than this in the whole limit are as good as none: some servers drip for ever. */
const leastBytes = 4096;

export interface StallWatch {
  /** From here on the network is waited for … */
  waits(): void;
  /** … until now, and it brought so many bytes. */
  got(bytes: number): void;
  /** What came is a sign of life, however small. */
  isAlive(): void;
  stop(): void;
}

/**
 * Calls `onStall` once when the network was waited for `limitMs` without bringing anything worth
 * speaking of. Time in which it is not waited for does not count: a speed limit or a slow disk is no
 * stall. The timer is not set anew by each piece (thousands come in a second): when it fires it looks
 * how long the wait was.
 */
export function watchStall(clock: Clock, limitMs: number, onStall: () => void): StallWatch {
  let waitedMs = 0;
  let waitingSince: number | undefined;
  let bytes = 0;
  let cancel: () => void;
  const waited = (): number =>
    waitedMs + (waitingSince === undefined ? 0 : clock.uptime() - waitingSince);
  const arm = (ms: number): void => {
    cancel = clock.setTimer(ms, () => {
      const quietMs = waited();
      if (quietMs >= limitMs) onStall();
      else arm(limitMs - quietMs);
    });
  };
  const isAlive = (): void => {
    bytes = 0;
    waitedMs = 0;
  };
  arm(limitMs);
  return {
    waits: () => {
      waitingSince = clock.uptime();
    },
    got: (more) => {
      waitedMs = waited();
      waitingSince = undefined;
      bytes += more;
      if (bytes >= leastBytes) isAlive();
    },
    isAlive,
    stop: () => cancel(),
  };
}

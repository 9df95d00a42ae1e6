import type { Clock } from './clock';

export interface StallWatch {
  /** A byte came. */
  touch(): void;
  stop(): void;
}

/**
 * Calls `onStall` once when nothing was touched for `limitMs`. The timer is not set anew by each touch
 * (thousands come in a second): when it fires it looks how long ago the last one was.
 */
export function watchStall(clock: Clock, limitMs: number, onStall: () => void): StallWatch {
  let last = clock.uptime();
  let cancel: () => void;
  const arm = (waitMs: number): void => {
    cancel = clock.setTimer(waitMs, () => {
      const quietMs = clock.uptime() - last;
      if (quietMs >= limitMs) onStall();
      else arm(limitMs - quietMs);
    });
  };
  arm(limitMs);
  return {
    touch: () => {
      last = clock.uptime();
    },
    stop: () => cancel(),
  };
}

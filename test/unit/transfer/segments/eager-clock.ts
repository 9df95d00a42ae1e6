import type { Clock } from '../../../../src/transfer/clock';

/** Time runs on by itself as soon as nothing else is to be done: no wait takes longer than a moment. */
export function eagerClock(): Clock {
  let now = 0;
  return {
    wallTime: () => now,
    uptime: () => now,
    setTimer: (milliseconds, callback) => {
      // A stall's limit is no wait: nobody here is that slow.
      if (milliseconds >= 20_000) return () => undefined;
      const timer = setTimeout(() => {
        now += milliseconds;
        callback();
      }, 1);
      return () => clearTimeout(timer);
    },
  };
}

/** Time as the transfer needs it; injected, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970: for dates that servers and URLs state. It may jump. */
  wallTime(): number;
  /** Milliseconds that never run backwards: for speeds and timeouts. */
  uptime(): number;
  /** Runs `callback` once after `milliseconds`; answers with what calls it off. */
  setTimer(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  wallTime: () => Date.now(),
  uptime: () => performance.now(),
  setTimer: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `milliseconds`; rejects with the signal's reason as soon as it aborts. */
export function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.setTimer(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

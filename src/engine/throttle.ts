import type { Clock } from '../transfer/clock';

/**
 * Runs `work` at most once per `gapMs`: at once when it rested that long, else when the gap is over.
 * Whatever was asked in between is served by that one run.
 */
export function throttle(clock: Clock, gapMs: number, work: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  let waiting = false;
  const run = (): void => {
    waiting = false;
    last = clock.uptime();
    work();
  };
  return () => {
    if (waiting) return;
    const restMs = gapMs - (clock.uptime() - last);
    if (restMs <= 0) return run();
    waiting = true;
    clock.setTimer(restMs, run);
  };
}

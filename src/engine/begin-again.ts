import type { Clock } from '../transfer/clock';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Before the nth try after a failure, from 1. */
export const growingPauseMs = (failures: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));

/**
 * Begins what nobody can do without: after a failure again and again, with growing pauses. Whoever asks
 * hears how the latest try went, or waits for it where it is under way.
 */
export function beginAgain<T>(begin: () => Promise<T>, clock: Clock): () => Promise<T> {
  let latest: Promise<T>;
  const attempt = (failures: number): void => {
    latest = begin();
    latest.catch((error: unknown) => {
      console.warn('The engine could not begin.', error);
      clock.setTimer(growingPauseMs(failures + 1), () => attempt(failures + 1));
    });
  };
  attempt(0);
  return () => latest;
}

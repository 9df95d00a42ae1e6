import type { Clock } from '../transfer/clock';

/**
 * A moment by both clocks. The wall's may jump, back or forth; the other may stand while the machine
 * sleeps. Whichever gets there first counts: a wait never hangs, at worst it is over too early.
 */
export interface Due {
  /** Milliseconds since 1970. */
  readonly wall: number;
  /** Milliseconds that never run backwards. */
  readonly uptime: number;
}

export const dueAfter = (clock: Clock, ms: number): Due => ({
  wall: clock.wallTime() + ms,
  uptime: clock.uptime() + ms,
});

/** Zero or less once it has come. */
export const msUntil = (clock: Clock, { wall, uptime }: Due): number =>
  Math.min(wall - clock.wallTime(), uptime - clock.uptime());

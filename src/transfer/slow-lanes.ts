import type { SpeedReading } from './lane-speed';
import { median } from './median';

/**
 * A lane slower than this share of what the others get is dropped, where the person set nothing else.
 * Measured on six lanes whose speeds wander by chance (log-normal, σ 0.2 a calm line, 0.6 a restless
 * one): a quarter drops none of them in an hour on the calm one and 180 on the restless, a half 10 and
 * 1,158; and a lane at a tenth is found as soon by either.
 */
export const defaultSlowShare = 0.25;

/** A connection is given this long to get going; each time in a row that its lane is dropped, twice as long as before. */
const leastWaitedMs = 3_000;
/** A request that is not yet answered: some servers think before they speak, and all lanes wait for that. */
const leastUnansweredMs = 5_000;
const mostDoublings = 5;
/** Between two drops in one file. */
const restMs = 1_000;
/** What the lane would end by itself within this is left to it. */
const leastRestMs = 2_000;

/** A lane that fetches, as it is judged. */
export interface JudgedLane {
  readonly reading: SpeedReading;
  /** Bytes of its range that are missing. */
  readonly restBytes: number;
  /** How often in a row it was dropped, and its next connection found as slow. */
  readonly drops: number;
}

/**
 * Finds the lane whose connection is to be dropped: one that gets less than a share of the median of the
 * others. Where all are slow none is; and a lane that is slow on every connection is dropped more and
 * more seldom, so that nothing turns in circles. `share`: 0–1, 0: never. `uptime`: milliseconds.
 */
export class SlowLanes {
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly uptime: () => number,
    private readonly share: number,
  ) {}

  find<L extends JudgedLane>(lanes: readonly L[]): L | undefined {
    const now = this.uptime();
    if (this.share <= 0 || now < this.#quietUntil) return undefined;
    const [slowest] = lanes
      .filter((lane) => hadItsChance(lane) && this.#isSlow(lane, lanes))
      .toSorted((a, b) => speedOf(a) - speedOf(b));
    if (slowest) this.#quietUntil = now + restMs;
    return slowest;
  }

  #isSlow(lane: JudgedLane, all: readonly JudgedLane[]): boolean {
    const typical = typicalSpeed(all.filter((other) => other !== lane));
    const speed = lane.reading.bytesPerSecond;
    if (typical === undefined || speed === undefined || speed >= this.share * typical) return false;
    return lane.restBytes * 1000 > leastRestMs * speed;
  }
}

function hadItsChance({ reading, drops }: JudgedLane): boolean {
  const patience = 2 ** Math.min(drops, mostDoublings);
  return reading.isAnswered
    ? reading.waitedMs >= leastWaitedMs * patience
    : reading.requestMs >= leastUnansweredMs * patience;
}

const speedOf = ({ reading }: JudgedLane): number => reading.bytesPerSecond ?? 0;

/** What a lane gets usually, in bytes per second; undefined while it is known of none. */
export const typicalSpeed = (lanes: readonly Pick<JudgedLane, 'reading'>[]): number | undefined =>
  median(lanes.flatMap(({ reading: { bytesPerSecond } }) => bytesPerSecond ?? []));

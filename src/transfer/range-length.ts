/** Below this a range costs more in round trips than it saves at the end; at 4 MB/s it takes a quarter of a second. */
export const leastRangeBytes = 1024 * 1024;
/** The same for fast lanes: a range takes no less than this, nor than three times the wait for its answer. */
const leastSeconds = 0.1;
const leastStarts = 3;
/** Where we hold the speed down: what a server sends ahead of our reading is one range at most, so it must be short. */
const limitedRangeSeconds = 2;
const leastLimitedBytes = 64 * 1024;

export interface LengthAsk {
  /** Missing bytes that nobody fetches yet. */
  readonly freeBytes: number;
  /** Connections that share them. */
  readonly lanes: number;
  readonly mostBytes: number;
  /** What the lane gets, bytes per second, where that is known. */
  readonly speed?: number | undefined;
  /** How long a request waits for its answer, usually. */
  readonly startMs?: number;
  /** Our own speed limit over all lanes, bytes per second; absent: none. */
  readonly limit?: number | undefined;
  /** The connection has to show first that it is worth more. */
  readonly isOnProbation?: boolean;
}

/**
 * How long the next range is, in bytes: as long as the server likes while there is much to fetch, shorter
 * and shorter towards the end. So all connections end together without one being closed, and each
 * stays open from range to range: a connection costs round trips, a range on an open one costs one.
 */
export function rangeLength({ freeBytes, lanes, mostBytes, ...ask }: LengthAsk): number {
  const most = Math.min(mostBytes, limitedBytes(ask.limit, lanes));
  if (ask.isOnProbation) return Math.min(leastRangeBytes, most);
  const least = Math.min(most, Math.max(leastRangeBytes, worthwhileBytes(ask)));
  const length = Math.max(least, Math.min(most, Math.ceil(freeBytes / (2 * lanes))));
  // A last piece that is too short to be asked for by itself goes with this one.
  return freeBytes - length < least / 2 ? Math.min(most, Math.max(length, freeBytes)) : length;
}

const worthwhileBytes = ({
  speed = 0,
  startMs = 0,
}: Pick<LengthAsk, 'speed' | 'startMs'>): number =>
  Math.round(speed * Math.max(leastSeconds, (leastStarts * startMs) / 1000));

function limitedBytes(limit: number | undefined, lanes: number): number {
  if (!limit) return Number.POSITIVE_INFINITY;
  return Math.max(leastLimitedBytes, Math.round((limit * limitedRangeSeconds) / lanes));
}

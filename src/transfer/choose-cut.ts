/** A shorter gain of time is not worth a connection. */
const leastGainSeconds = 0.3;
/** Little is worth it only where it takes long. */
const leastCutBytes = 64 * 1024;
const longSeconds = 3;
/** What would be left of a range is not worth its connection. */
const leastLeftBytes = 16 * 1024;

/** A range that somebody fetches, or waits to. */
export interface CutCandidate {
  /** Where its missing bytes begin. */
  readonly done: number;
  readonly end: number;
  /** 0 for one that stands still or waits before it is tried again. */
  readonly bytesPerSecond: number;
}

export interface Cut<C extends CutCandidate> {
  readonly from: C;
  /** The first byte that is taken away. */
  readonly at: number;
}

/** The free lane. */
export interface Taker {
  readonly bytesPerSecond: number;
  /** Until its first byte comes. */
  readonly startSeconds: number;
}

/**
 * Endgame: nothing is left but what others fetch already. Takes from the range that would end last as
 * much as makes both end together, where that gains time. `allows`: whether the loss of so many bytes
 * is bearable, for what is in flight on the other's connection when it ends early is lost.
 */
export function chooseCut<C extends CutCandidate>(
  candidates: readonly C[],
  taker: Taker,
  allows: (lossBytes: number) => boolean,
): Cut<C> | undefined {
  const [from] = candidates.toSorted((a, b) => secondsLeft(b) - secondsLeft(a));
  if (!from || taker.bytesPerSecond <= 0) return undefined;
  const taken = takenBytes(from, taker);
  const left = { ...from, end: from.end - taken };
  const takenSeconds = taker.startSeconds + taken / taker.bytesPerSecond;
  const gainSeconds = secondsLeft(from) - Math.max(secondsLeft(left), takenSeconds);
  const least = gainSeconds < longSeconds ? leastCutBytes : 1;
  if (gainSeconds < leastGainSeconds || taken < least) return undefined;
  if (!allows(inFlightBytes(from.bytesPerSecond))) return undefined;
  return { from, at: from.end - taken };
}

/** What is on its way to us when a connection is closed: about what it brings in this time. */
export const inFlightBytes = (bytesPerSecond: number): number => Math.round(bytesPerSecond / 4);

const secondsLeft = ({ done, end, bytesPerSecond }: CutCandidate): number => {
  if (end === done) return 0;
  return bytesPerSecond > 0 ? (end - done) / bytesPerSecond : Number.POSITIVE_INFINITY;
};

/** So that (rest − taken) / theirs = start + taken / ours; or all of it. */
function takenBytes(from: CutCandidate, { bytesPerSecond: ours, startSeconds }: Taker): number {
  const { bytesPerSecond: theirs } = from;
  const rest = from.end - from.done;
  if (theirs <= 0) return rest;
  const seconds = rest / theirs - startSeconds;
  const taken = Math.max(0, Math.floor((seconds * theirs * ours) / (theirs + ours)));
  return rest - taken < leastLeftBytes ? rest : taken;
}

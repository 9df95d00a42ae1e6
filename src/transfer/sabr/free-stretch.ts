/** So much of a video the streaming protocol gives to who has no token (youtube.md §1.4); the server counts by position. */
const freeMs = 60_000;
/** Durations are stated about right, and segments end before or after the minute. */
const marginMs = { ofWhole: 10_000, ofRefusal: 5_000 } as const;

/** Whether a format of so many seconds comes whole without a token; of one that says no duration nobody knows. */
export const isFree = (durationSeconds = Number.POSITIVE_INFINITY): boolean =>
  durationSeconds * 1000 <= freeMs - marginMs.ofWhole;

/** Whether the server may refuse what is asked at this position for the want of a token. */
export const isBeyondFree = (playerTimeMs: number): boolean =>
  playerTimeMs >= freeMs - marginMs.ofRefusal;

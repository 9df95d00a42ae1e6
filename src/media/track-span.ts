import { demand } from './demand';

export type TrackKind = 'video' | 'audio';

/** Where a track begins and ends, in seconds. */
export interface TrackSpan {
  readonly kind: TrackKind;
  readonly start: number;
  readonly end: number;
}

/** Between what was stated and what is there: a second, or one part in a hundred. */
const slackSeconds = 1;
const slackShare = 0.01;
/** Between a track and its own statement. A sound may well end before its picture, or begin after it. */
const shortSeconds = 2;
const shortShare = 0.02;

/** What was stated, in seconds: of the whole, and of tracks by themselves. */
export interface StatedSpans {
  readonly durationSeconds?: number;
  /** Where a track's own format states its length: a sound may be much shorter than its picture, if it says so. */
  readonly trackSeconds?: Readonly<Partial<Record<TrackKind, number>>>;
}

/**
 * Holds the tracks against what was stated: the longest gives the length of the whole, and none may be
 * much shorter than it, or a picture would be called whole whose sound ends in its middle. Only where a
 * track's own format says that it is shorter, it may be; then it is held to that.
 * @throws verification-failed
 */
export function checkSpans(
  spans: readonly TrackSpan[],
  { durationSeconds, trackSeconds = {} }: StatedSpans,
): void {
  if (durationSeconds !== undefined) checkLongest(spans, durationSeconds);
  for (const { kind, start, end } of spans) {
    const own = trackSeconds[kind];
    const expectedSeconds = own ?? durationSeconds;
    if (expectedSeconds === undefined) continue;
    const missing = expectedSeconds - (end - start);
    const most = Math.max(shortSeconds, expectedSeconds * shortShare);
    // The whole is never too long for one track; what was said of this one must be true of it both ways.
    const apart = own === undefined ? missing : Math.abs(missing);
    demand('track-duration', apart <= most, {
      kind,
      expectedSeconds,
      foundSeconds: end - start,
    });
  }
}

function checkLongest(spans: readonly TrackSpan[], expectedSeconds: number): void {
  const foundSeconds = Math.max(0, ...spans.map(({ end }) => end));
  const slack = Math.max(slackSeconds, expectedSeconds * slackShare);
  demand('duration', Math.abs(foundSeconds - expectedSeconds) <= slack, {
    expectedSeconds,
    foundSeconds,
  });
}

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
/** A sound may well end before its picture, or begin after it, but not by much: then it was cut off. */
const shortSeconds = 2;
const shortShare = 0.02;

/**
 * Holds the tracks against what the page stated: the longest gives the length of the whole, and none
 * may be much shorter, or a picture would be called whole whose sound ends in its middle.
 * @throws verification-failed
 */
export function checkSpans(spans: readonly TrackSpan[], expectedSeconds: number | undefined): void {
  if (expectedSeconds === undefined) return;
  const foundSeconds = Math.max(0, ...spans.map(({ end }) => end));
  const slack = Math.max(slackSeconds, expectedSeconds * slackShare);
  demand('duration', Math.abs(foundSeconds - expectedSeconds) <= slack, {
    expectedSeconds,
    foundSeconds,
  });
  const most = Math.max(shortSeconds, expectedSeconds * shortShare);
  for (const { kind, start, end } of spans) {
    demand('track-duration', expectedSeconds - (end - start) <= most, {
      kind,
      expectedSeconds,
      foundSeconds: end - start,
    });
  }
}

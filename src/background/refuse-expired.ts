import { ReelkeepError } from '../errors';
import { expiresAt, expiryOf } from '../extract/youtube/expires-at';
import type { PageData } from '../extract/youtube/page-data';
import type { Format } from '../formats/format';

/** What expires sooner is not worth its first request. */
const leastLifeMs = 60_000;

/** @throws page-not-reachable where what the page says of these formats is good no more, or in a moment. */
export function refuseExpired(page: PageData, formats: readonly Format[]): void {
  const stream = page.playerResponse?.streamingData?.serverAbrStreamingUrl ?? '';
  const isStreamed = formats.some(({ source }) => source.kind === 'sabr');
  const ends = [expiresAt(formats), isStreamed ? expiryOf(stream) : undefined];
  const until = Math.min(...ends.map((end) => end ?? Number.POSITIVE_INFINITY));
  if (until < Date.now() + leastLifeMs) {
    throw new ReelkeepError('page-not-reachable', "The page's addresses have expired.");
  }
}

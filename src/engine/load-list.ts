import { readSegments } from '../extract/read-manifest';
import type { SegmentList } from '../formats/segment-list';
import type { SegmentSource } from '../formats/segment-source';
import type { Clock } from '../transfer/clock';
import type { Fetch } from '../transfer/fetch-range';

export interface ListPorts {
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'wallTime'>;
  readonly checkAddress: (url: string) => void;
}

/** What reads a stream's list as it is at the time. @throws as `readSegments`; address-not-allowed. */
export const loadList =
  (source: SegmentSource, { fetch, clock, checkAddress }: ListPorts) =>
  async (signal: AbortSignal): Promise<SegmentList> => {
    checkAddress(source.url);
    return readSegments(fetch, source, () => clock.wallTime() / 1000, signal);
  };

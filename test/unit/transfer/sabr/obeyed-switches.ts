import type { SabrSwitches } from '../../../site/sabr/sabr-switches';

/** Rules that cost nothing but obedience. */
export const obeyed: readonly Partial<SabrSwitches>[] = [
  { readaheadMs: 5 },
  { readaheadMs: 1_000_000 },
  { partBytes: 70 },
  { firstHeaderId: 127 },
  { firstHeaderId: 250 },
  { times: 'ticks' },
  { times: 'rounded-up' },
  { pictureAlone: 'with-sound' },
  { bufferedRanges: 'ignored' },
  { chatter: false },
  { cookie: 'free' },
  { contexts: 'by-default' },
  { contexts: 'by-policy' },
  { contexts: 'stopped' },
  { contexts: 'discarded' },
  { backoffMs: 3_000 },
  { redirectTo: 'rr7---sn-other.googlevideo.com' },
  { token: 'free' },
  { eventBound: false },
  { error: { type: 'sabr.passing', code: 7, after: 2, times: 2 } },
];

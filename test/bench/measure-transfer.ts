import type { Measure } from './bench-context';
import { curlRanges } from './curl-ranges';
import { type Rival, race, type Speeds, withRacers } from './race';
import type { Result } from './result';

const rounds = 5;
/** Bytes per second over everything that the site sends. */
const cap = 100_000_000;

const curl: Rival = {
  name: 'curl > FILE, in ranges',
  kind: 'media',
  fetch: ({ context, request, file }, target) =>
    curlRanges(request, file.bytes, context.site.port, target),
};

/** The engine's speed on one file of 331 MB against curl on the same address. */
export const measureTransfer: Measure = (context) =>
  withRacers(context, async (racers) => {
    const limits = { totalBytesPerSecond: cap };
    const capped = await race(racers, curl, { limits, rounds });
    const uncapped = await race(racers, curl, { limits: {}, rounds });
    return [
      result('fetch 331 MB, server at 100 MB/s', capped, 0.95),
      result('fetch 331 MB, server uncapped', uncapped),
    ];
  });

const result = (name: string, { ours, rival }: Speeds, atLeast?: number): Result => ({
  name,
  unit: 'MB/s',
  samples: ours,
  peer: { name: curl.name, samples: rival },
  ...(atLeast === undefined ? {} : { wanted: { of: 'ratio', atLeast } }),
});

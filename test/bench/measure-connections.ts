import { aria2Download, hasAria2 } from './aria2-download';
import type { Measure } from './bench-context';
import { type Rival, race, withRacers } from './race';
import type { Result } from './result';

const rounds = 3;
/** Bytes per second over one connection. */
const connectionBytesPerSecond = 4_000_000;

const aria2: Rival = {
  name: 'aria2c -x6 -s6',
  kind: 'file',
  fetch: ({ context, file }, target) => aria2Download(context.site.port, file, target),
};

/**
 * What six connections are worth where each has a limit, and what becomes of it when one of them is
 * slow: the engine on one file of 331 MB against aria2 with as many.
 */
export const measureConnections: Measure = async (context) => {
  if (!(await hasAria2())) {
    context.say('connections: aria2c is not installed, so there is nothing to measure against.');
    return [];
  }
  return withRacers(context, async (racers) => {
    const alike = { connectionBytesPerSecond };
    const oneSlow = { ...alike, slowed: { oneIn: 6, to: 0.1 } };
    const results: Result[] = [];
    for (const { name, limits, atLeast } of [
      { name: 'fetch 331 MB, 4 MB/s each', limits: alike, atLeast: 0.95 },
      { name: '… one of six at a tenth', limits: oneSlow, atLeast: 1.2 },
    ]) {
      const { ours, rival } = await race(racers, aria2, { limits, rounds });
      results.push({
        ...{ name, unit: 'MB/s', samples: ours },
        peer: { name: aria2.name, samples: rival },
        wanted: { of: 'ratio', atLeast },
      });
    }
    return results;
  });
};

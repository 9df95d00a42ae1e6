import { UMPPartId } from 'googlevideo/protos';
import { expect, test, vi } from 'vitest';
import { fetchParts, type OpenPart } from '../../../src/engine/fetch-parts';
import { GuardedFile } from '../../../src/engine/guarded-file';
import { PartBytes } from '../../../src/engine/part-bytes';
import type { Clock } from '../../../src/transfer/clock';
import { HostGate } from '../../../src/transfer/host-gate';
import type { SabrPart } from '../../site/sabr/sabr-parts';
import { madeTrack } from '../transfer/sabr/made-video';
import { rig, sourceFor } from '../transfer/sabr/sabr-rig';
import { MemoryFile } from './memory-file';

/** No time goes by, so that nothing is due; of the timers only those that are this short ring. */
const heldClock = (longestMs: number): Clock => ({
  wallTime: () => Date.now(),
  uptime: () => 0,
  setTimer: (milliseconds, callback) => {
    if (milliseconds > longestMs) return () => undefined;
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
});

/** A stream of one track; `onSegment` is asked after each segment before the server goes on, with how many are not journalled. */
async function fetchStream(
  clock: Clock,
  connections: number,
  onSegment: (unsaved: () => number) => Promise<void> | void,
) {
  const track = madeTrack({ segments: 24 });
  const disk = new MemoryFile();
  const bytes = new PartBytes(disk, undefined, undefined);
  const ledger = bytes.segments();
  const came = (): number =>
    ledger.record().runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  let journalled = 0;
  const unsaved = (): number => came() - journalled;
  async function* heeded(parts: AsyncIterable<SabrPart>): AsyncGenerator<SabrPart> {
    for await (const part of parts) {
      yield part;
      // Who asks for more has taken it in.
      if (part.type === UMPPartId.MEDIA_END) await onSegment(unsaved);
    }
  }
  const { fetch, format } = rig({ track, clock, spoil: heeded });
  const { itag } = format;
  const source = { kind: 'sabr', source: sourceFor(), format } as const;
  const file = new GuardedFile(disk);
  const part: OpenPart = {
    ...{ name: 'part', file, bytes },
    request: { role: 'video', formatId: String(itag), itag, source },
  };
  await fetchParts(
    [part],
    { allowedHosts: ['googlevideo.com'] },
    {
      ...{ fetch, clock, gate: new HostGate(clock), random: Math.random },
      ...{ connectionsPerHost: connections, fragmentsAtOnce: 1, slowShare: 0 },
    },
    {
      minds: 'nothing',
      onProgress: () => undefined,
      checkpoint: async () => {
        journalled = came();
      },
      onServerWait: () => undefined,
      renewStream: () => Promise.reject(new Error('Its token is good.')),
    },
    new AbortController().signal,
  );
  expect(Buffer.compare(disk.bytes, track.content)).toBe(0);
}

test('of a stream never more than two segments for each connection are unsaved, though no time is up', async () => {
  const connections = 2;
  let most = 0;
  await fetchStream(heldClock(0), connections, (unsaved) => {
    most = Math.max(most, unsaved());
  });
  expect(most).toBeGreaterThan(0);
  // The other connection's may come while one waits.
  expect(most).toBeLessThanOrEqual(2 * connections + 1);
});

test('a segment is saved in a moment, though nothing comes after it', async () => {
  let left = 0;
  await fetchStream(heldClock(100), 6, async (unsaved) => {
    // Once one is left nothing is to be learnt of the others.
    if (left > 0) return;
    await vi
      .waitFor(() => expect(unsaved()).toBe(0))
      .catch(() => {
        left = unsaved();
      });
  });
  expect(left).toBe(0);
});

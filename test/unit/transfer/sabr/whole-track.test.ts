import { expect, test } from 'vitest';
import { SpareBuffers } from '../../../../src/transfer/body-reader';
import { MemorySink } from '../rig';
import { madeTrack } from './made-video';
import { formatOf, rig } from './sabr-rig';

const isWhole = ({ sink, track }: ReturnType<typeof rig>): boolean =>
  Buffer.from(sink.bytes).equals(Buffer.from(track.content));

test('one window, one track: every byte on its place, each segment sent once', async () => {
  const it = rig();
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(it.ledger.isComplete).toBe(true);
  expect(it.desk.log.sentAgain()).toEqual([]);
});

test.each([2, 3, 6])('%i windows side by side', async (windows) => {
  const it = rig({ windows, track: madeTrack({ segments: 120, seed: windows }) });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(it.desk.log.sentAgain().length).toBeLessThanOrEqual(windows);
});

test('each answer gives back the buffers that it was read and gathered in, one that broke off too', async () => {
  let held = 0;
  let most = 0;
  class CountedBuffers extends SpareBuffers {
    override take(): ArrayBuffer {
      held += 1;
      most = Math.max(most, held);
      return super.take();
    }

    override giveBack(buffer: ArrayBuffer): void {
      held -= 1;
      super.giveBack(buffer);
    }
  }
  const windows = 3;
  const it = rig({
    ...{ windows, ports: { spares: new CountedBuffers() } },
    // In the middle of a segment.
    breakAfter: (request) => (request % 2 === 0 ? 8_000 : undefined),
  });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(held).toBe(0);
  expect(most).toBeLessThanOrEqual(2 * windows);
});

test('of two hours ten seconds are missed as well', async () => {
  const track = madeTrack({ segmentMs: 180_000 });
  const { durationSeconds = 0 } = formatOf(track);
  const run = (longer: number) => {
    const it = rig({
      ...{ track, format: { durationSeconds: durationSeconds + longer } },
      unstated: ['contentLength'],
    });
    return it.run();
  };
  await run(4);
  await expect(run(10)).rejects.toMatchObject({ code: 'length-mismatch' });
});

test('a window goes on to its next segment once the last one is kept: a kill costs each window one', async () => {
  const track = madeTrack({ segments: 60 });
  const windows = 3;
  let segments = 0;
  let kept = 0;
  let most = 0;
  class KeepingSink extends MemorySink {
    async commit(): Promise<void> {
      segments += 1;
      const now = segments;
      await new Promise((resolve) => setTimeout(resolve, 1));
      kept = Math.max(kept, now);
    }

    override write(at: number, bytes: Uint8Array): void {
      // Its own is one of those in flight.
      most = Math.max(most, segments - kept + 1);
      super.write(at, bytes);
    }
  }
  const it = rig({ track, windows, sink: new KeepingSink(track.bytes) });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(segments).toBeGreaterThanOrEqual(60);
  expect(most).toBeLessThanOrEqual(windows);
});

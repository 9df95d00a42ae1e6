import { expect, test } from 'vitest';
import { ReelkeepError } from '../../../../src/errors';
import type { SegmentRecord } from '../../../../src/transfer/sabr/segment-record';
import { Seeded } from '../../../site/players/seeded';
import { SabrDesk } from '../../../site/sabr/sabr-desk';
import { startMsOf } from '../../../site/sabr/segment-map';
import { MemorySink } from '../rig';
import { madeTrack, segmentOf } from './made-video';
import { FakePage, isWhole, type RigOptions, rig } from './sabr-rig';

const track = madeTrack({ segments: 100, segmentBytes: 1_500, seed: 11 });
/** `REELKEEP_SEEDS=500 npx vitest run test/unit/transfer/sabr/resume.test.ts` for the long form. */
const seeds = Array.from({ length: Number(process.env.REELKEEP_SEEDS ?? 20) }, (_, at) => at + 1);

/** Ends the transfer when so many bytes were written, in the middle of whatever it does. */
class CutSink extends MemorySink {
  left = Number.POSITIVE_INFINITY;
  onCut: () => void = () => undefined;

  override write(at: number, bytes: Uint8Array): void {
    super.write(at, bytes);
    this.left -= bytes.length;
    if (this.left <= 0) this.onCut();
  }
}

/** Cuts, and fetches the rest from what the journal knows; answers with what was sent more than once. */
async function cutAndResume(seed: number, windows: number, more: RigOptions = {}) {
  const random = new Seeded(seed);
  const desk = new SabrDesk();
  const sink = new CutSink(track.bytes);
  let record: SegmentRecord | undefined;
  const cuts = 2;
  for (let cut = 0; cut <= cuts; cut += 1) {
    const stop = new AbortController();
    const options = { ...more, track, windows, desk, sink, seed, signal: stop.signal };
    const it = rig({ ...options, ...(record && { record }) });
    const missing = track.bytes - it.ledger.received;
    sink.left = cut === cuts ? Number.POSITIVE_INFINITY : random.between(1, missing);
    sink.onCut = () => stop.abort(new ReelkeepError('cancelled', 'Cut.'));
    const error: unknown = await it.run().catch((thrown: unknown) => thrown);
    if (stop.signal.aborted) expect(error).toHaveProperty('code', 'cancelled');
    else expect(error).toBeUndefined();
    record = JSON.parse(JSON.stringify(it.ledger.record()));
    if (it.ledger.isComplete) break;
  }
  expect(isWhole({ sink, track })).toBe(true);
  return { desk, cuts };
}

test.each(seeds)(
  'cut at random points: each segment once, but for those in flight (%i)',
  async (seed) => {
    const windows = 1 + (seed % 4);
    const { desk, cuts } = await cutAndResume(seed, windows);
    expect(desk.log.sentAgain().length).toBeLessThanOrEqual(cuts * windows);
  },
);

test.each(seeds.slice(0, 8))('cut while addresses end and connections break (%i)', async (seed) => {
  const random = new Seeded(seed + 100);
  await cutAndResume(seed, 3, {
    page: new FakePage(),
    switches: { requestsPerAddress: 12, contexts: 'by-default' },
    breakAfter: () => (random.chance(0.2) ? random.between(0, 30_000) : undefined),
  });
});

test('a file that is whole is not asked for', async () => {
  const first = rig({ track });
  await first.run();
  const again = rig({ track, record: first.ledger.record(), sink: first.sink });
  await again.run();
  expect(again.asked).toEqual([]);
});

test('what the journal knows of another file is dropped', async () => {
  const first = rig({ track });
  await first.run();
  const shorter = madeTrack({ segments: 20, seed: 12 });
  const it = rig({ track: shorter, record: first.ledger.record() });
  await it.run();
  expect(isWhole(it)).toBe(true);
});

test('a server that contradicts what is there: everything anew, once', async () => {
  const first = rig({ track });
  await first.run();
  const { startByte } = segmentOf(track, 61);
  const { runs: _runs, marks: _marks, ...facts } = first.ledger.record();
  const runs = [
    [1, 60, 0, Math.floor(startMsOf(track.map, segmentOf(track, 61))), 1, startByte - 1],
  ];
  let restarts = 0;
  const it = rig({
    track,
    record: JSON.parse(JSON.stringify({ ...facts, initBytes: 1, runs })),
    onRestart: () => {
      restarts += 1;
    },
  });
  await it.run();
  expect(isWhole(it)).toBe(true);
  expect(restarts).toBe(1);
});

test('a file that lost its end costs a stretch, not all of it', async () => {
  const first = rig({ track });
  await first.run();
  const fileBytes = Math.floor(track.bytes * 0.7);
  const it = rig({ track, record: first.ledger.record(), sink: first.sink });
  first.sink.bytes.fill(0, fileBytes);
  it.ledger.trust(fileBytes);
  expect(it.ledger.received).toBeGreaterThan(fileBytes * 0.95);
  expect(it.ledger.received).toBeLessThanOrEqual(fileBytes);
  await it.run();
  expect(isWhole(it)).toBe(true);
});

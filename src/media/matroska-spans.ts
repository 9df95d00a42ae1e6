import type { ByteFile } from './byte-file';
import { FileWindow } from './file-window';
import type { IndexedTrack } from './indexed-tracks';
import { matroskaBlocks } from './matroska-blocks';
import { matroskaTracks } from './matroska-tracks';
import type { Pace } from './pace';
import { Spacing } from './spacing';

/** The tracks of a Matroska of ours, counted block by block up to the last byte. @throws RangeError where it is broken. */
export async function matroskaSpans(file: ByteFile, pace: Pace): Promise<IndexedTrack[]> {
  const window = new FileWindow(file);
  window.reuse();
  const tracks = matroskaTracks(window).map(({ number, kind, secondsPerTick, duration }) => {
    if (!kind) throw new RangeError('A track of no known kind.');
    const spacing = new Spacing();
    const span = { packets: 0, start: Infinity, end: -Infinity };
    return { number, kind, secondsPerTick, duration, spacing, span };
  });
  for (const block of matroskaBlocks(window)) {
    const track = tracks.find(({ number }) => number === block.track);
    if (!track) throw new RangeError(`A block of track ${block.track}, which is not described.`);
    const { span, secondsPerTick, duration } = track;
    const start = block.time * secondsPerTick;
    const ticks = track.spacing.next(block.time);
    span.packets += 1;
    span.start = Math.min(span.start, start);
    span.end = Math.max(span.end, start + (duration ?? ticks * secondsPerTick));
    await pace(0);
  }
  return tracks.map(({ kind, span }) => ({ kind, ...span }));
}

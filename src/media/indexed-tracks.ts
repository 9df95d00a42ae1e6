import type { ByteFile } from './byte-file';
import { demand } from './demand';
import type { FileBox } from './iso-boxes';
import { childrenOf, type IsoTrack, one, readIndex } from './iso-index';
import type { Pace } from './pace';
import { PlaceReader } from './place-reader';
import { RunReader, TableReader } from './table-reader';
import type { TrackSpan } from './track-span';

/** A track as the index of an mp4 tells it. */
export interface IndexedTrack extends TrackSpan {
  readonly packets: number;
}

/** A muxer may keep some room in front of its media. */
const spareBytes = 16;

/**
 * Reads an mp4's index from end to end: each packet lies within the media, and all of them fill it. A reader
 * for players would keep all of it in memory, for ten hours 190 MB.
 * @throws verification-failed where a packet lies elsewhere; RangeError where the index is broken.
 */
export async function indexedTracks(file: ByteFile, pace: Pace): Promise<IndexedTrack[]> {
  const boxes = childrenOf(file, { type: 'file', start: 0, content: 0, end: file.getSize() });
  const media = one(boxes, 'mdat');
  const tracks: IndexedTrack[] = [];
  let left = media.end - media.content;
  for (const track of readIndex(file, one(boxes, 'moov')).tracks) {
    const { bytes, ...indexed } = await walk(file, track, media, pace);
    left -= bytes;
    tracks.push(indexed);
  }
  demand('media-bytes', left >= 0 && left <= spareBytes, { left });
  return tracks;
}

async function walk(
  file: ByteFile,
  { kind, tables, timescale, shift }: IsoTrack,
  media: FileBox,
  pace: Pace,
): Promise<IndexedTrack & { readonly bytes: number }> {
  const open = (type: string, numbers: number): TableReader | undefined => {
    const box = tables.find((table) => table.type === type);
    const table = box && new TableReader(file, box);
    table?.skip(numbers);
    return table;
  };
  const sizes = open('stsz', 1);
  if (!sizes || !kind) throw new RangeError('A track without sizes, or of no known kind.');
  const evenSize = sizes.u32();
  const packets = sizes.u32();
  const spans = new RunReader(open('stts', 2));
  const shifts = new RunReader(open('ctts', 2));
  const places = new PlaceReader(open('stco', 2), open('co64', 2), open('stsc', 1));
  let mediaBytes = 0;
  let decoded = 0;
  let start = Infinity;
  let end = -Infinity;
  for (let packet = 0; packet < packets; packet += 1) {
    const bytes = evenSize || sizes.u32();
    const place = places.next(bytes);
    if (place < media.content || place + bytes > media.end) {
      demand('packet-place', false, { kind, packet, place, bytes });
    }
    mediaBytes += bytes;
    const span = spans.next();
    const shown = decoded + shifts.next();
    decoded += span;
    start = Math.min(start, shown);
    end = Math.max(end, shown + span);
    await pace(0);
  }
  return {
    kind,
    packets,
    bytes: mediaBytes,
    start: start / timescale + shift,
    end: end / timescale + shift,
  };
}

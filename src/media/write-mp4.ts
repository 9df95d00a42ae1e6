import type { OutputFormat } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { Chapter } from '../formats/chapter';
import type { ByteFile } from './byte-file';
import { type CopyPace, copyPackets, type Lane, openLane, type Written } from './copy-packets';
import { type Box, boxBytes, laidOut, letters, longNumbers, numbers } from './mp4-box';
import { mp4Head } from './mp4-head';
import { mp4Index } from './mp4-index';
import { CountedTable, KeptTable, type NumberTable, PlacedTable } from './number-table';
import { noteIn, PacketLine, type TakePacket } from './packet-line';
import { SampleTable, type TableName } from './sample-table';
import type { SourceTrack } from './source-track';
import { WriteBuffer } from './write-buffer';

/** Tracks take turns: so much of each lies together. */
const runSeconds = 0.5;
/** `mdat` with its length in 64 bits. */
const mediaHeadBytes = 16;

/** From so many bytes of sources on, places are told in 64 bits: an index may come in front of them. */
const longFrom = 3.9e9;

/**
 * Writes an mp4 of our own making. mediabunny's muxer keeps an object for each packet until the end: for
 * ten hours 1.4 GB, and at last seconds in which nothing else is heard.
 *
 * Where the sources' own indexes tell all packets beforehand, they are counted first: then the index has
 * its place in front, exactly as long as it must be, and is written along with the media. Else it is kept
 * in memory and goes to the end, since all media would have to be read twice.
 */
export async function writeMp4(
  tracks: readonly SourceTrack[],
  _format: OutputFormat,
  target: ByteFile,
  pace: CopyPace,
  chapters: readonly Chapter[] = [],
): Promise<Written> {
  target.truncate(0);
  const out = new WriteBuffer(target);
  const isPlanned = tracks.every(({ hasIndex }) => hasIndex);
  const lanes = await (isPlanned ? indexFirst : indexLast)(tracks, chapters, out, pace);
  out.flush();
  return { lanes, offsetSeconds: 0 };
}

type Write = (
  tracks: readonly SourceTrack[],
  chapters: readonly Chapter[],
  out: WriteBuffer,
  pace: CopyPace,
) => Promise<Lane[]>;

const indexFirst: Write = async (tracks, chapters, out, pace) => {
  const isLong = mayBeLong(tracks);
  const counted = tracks.map(
    ({ timescale }) =>
      new SampleTable({ timescale, isLong, base: 0, table: () => new CountedTable() }),
  );
  // To count takes no time beside the copy, and is no progress.
  const planned = await copy(tracks, [noteIn(counted)], () => pace(0), true);
  for (const table of counted) table.close();
  const begin = brands(tracks);
  const index = mp4Index(await mp4Head(tracks, counted), counted, chapters);
  const base = boxBytes(begin) + boxBytes(index) + mediaHeadBytes;
  putBox(out, begin, 0);
  const rooms = putBox(out, index, boxBytes(begin));
  out.write(mediaHead(planned.bytes), base - mediaHeadBytes);

  const placed: PlacedTable[] = [];
  const filling = counted.map(({ timescale, tables }) => {
    const table = (name: TableName): NumberTable => {
      const room = rooms.get(tables[name]);
      // Not all tables have a place: where all shifts are none, they are left out.
      if (room === undefined) return new CountedTable();
      const filled = new PlacedTable(out, room, tables[name].bytes);
      placed.push(filled);
      return filled;
    };
    return new SampleTable({ timescale, isLong, base, table });
  });
  const { lanes, bytes } = await copy(tracks, [noteIn(filling), writeTo(out, base)], pace);
  for (const table of filling) table.close();
  for (const table of placed) table.flush();
  if (bytes === planned.bytes && placed.every(({ isFull }) => isFull)) return lanes;
  throw new ReelkeepError('mux-failed', 'The packets were not those that were counted.', {
    facts: { expectedBytes: planned.bytes, bytes },
  });
};

const indexLast: Write = async (tracks, chapters, out, pace) => {
  const isLong = mayBeLong(tracks);
  const begin = brands(tracks);
  const base = boxBytes(begin) + mediaHeadBytes;
  const kept = tracks.map(
    ({ timescale }) => new SampleTable({ timescale, isLong, base, table: () => new KeptTable() }),
  );
  putBox(out, begin, 0);
  const { lanes, bytes } = await copy(tracks, [noteIn(kept), writeTo(out, base)], pace);
  out.write(mediaHead(bytes), base - mediaHeadBytes);
  for (const table of kept) table.close();
  putBox(out, mp4Index(await mp4Head(tracks, kept), kept, chapters), base + bytes);
  return lanes;
};

const mayBeLong = (tracks: readonly SourceTrack[]): boolean =>
  tracks.reduce((sum, { sourceBytes }) => sum + sourceBytes, 0) > longFrom;

async function copy(
  tracks: readonly SourceTrack[],
  takers: readonly TakePacket[],
  pace: CopyPace,
  metadataOnly = false,
): Promise<{ readonly lanes: Lane[]; readonly bytes: number }> {
  const line = new PacketLine(takers);
  const lanes: Lane[] = [];
  for (const [at, track] of tracks.entries()) {
    lanes.push(await openLane(track, line.target(at), metadataOnly));
  }
  await copyPackets(lanes, { offsetSeconds: 0, runSeconds }, pace);
  return { lanes, bytes: line.bytes };
}

const writeTo =
  (out: WriteBuffer, base: number): TakePacket =>
  ({ data }, _track, place) =>
    out.write(data, base + place);

/** As ffmpeg names them for files of this kind. */
function brands(tracks: readonly SourceTrack[]): Box {
  const holdsAvc = tracks.some(({ codecs }) => codecs.video === 'avc');
  const compatible = ['isom', 'iso2', ...(holdsAvc ? ['avc1'] : []), 'mp41'].map(letters);
  return { type: 'ftyp', parts: [letters('isom'), numbers(0x200), ...compatible] };
}

function mediaHead(bytes: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(mediaHeadBytes);
  head.set(numbers(1));
  head.set(letters('mdat'), 4);
  head.set(longNumbers(mediaHeadBytes + bytes), 8);
  return head;
}

/** Answers with where there is room for what was only counted. */
function putBox(out: WriteBuffer, box: Box, place: number): ReadonlyMap<NumberTable, number> {
  const rooms = new Map<NumberTable, number>();
  for (const { at, piece } of laidOut(box, place)) {
    if (piece instanceof Uint8Array) out.write(piece, at);
    else rooms.set(piece, at);
  }
  return rooms;
}

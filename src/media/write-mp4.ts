import type { OutputFormat } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { ByteFile } from './byte-file';
import { type CopyPace, copyPackets, type Lane, openLane, type Written } from './copy-packets';
import { type Box, boxBytes, boxPieces, letters, longNumbers, numbers } from './mp4-box';
import { mp4Head } from './mp4-head';
import { mp4Index } from './mp4-index';
import { noteIn, PacketLine, type TakePacket } from './packet-line';
import { SampleTable } from './sample-table';
import type { SourceTrack } from './source-track';
import { WriteBuffer } from './write-buffer';

/** Tracks take turns: so much of each lies together. */
const runSeconds = 0.5;
/** `mdat` with its length in 64 bits. */
const mediaHeadBytes = 16;

/**
 * Writes an mp4 of our own making. mediabunny's muxer keeps an object for each packet until the end: for
 * ten hours 1.4 GB, and at last seconds in which nothing else is heard.
 *
 * Where the sources' own indexes tell all packets beforehand, its index goes to the front, exactly as
 * long as it must be; else to the end, since all media would have to be read twice.
 */
export async function writeMp4(
  tracks: readonly SourceTrack[],
  _format: OutputFormat,
  target: ByteFile,
  pace: CopyPace,
): Promise<Written> {
  target.truncate(0);
  const out = new WriteBuffer(target);
  const isPlanned = tracks.every(({ hasIndex }) => hasIndex);
  const lanes = await (isPlanned ? indexFirst : indexLast)(tracks, out, pace);
  out.flush();
  return { lanes, offsetSeconds: 0 };
}

type Write = (tracks: readonly SourceTrack[], out: WriteBuffer, pace: CopyPace) => Promise<Lane[]>;

const indexFirst: Write = async (tracks, out, pace) => {
  const tables = tablesOf(tracks);
  // A plan takes no time beside the copy, and is no progress.
  const planned = await copy(tracks, [noteIn(tables)], () => pace(0), true);
  const indexAt = await indexOf(tracks, tables);
  const begin = brands(tracks);
  const base = baseAfter(boxBytes(begin) + mediaHeadBytes, indexAt);
  const index = indexAt(base);
  putBox(out, begin, 0);
  putBox(out, index, boxBytes(begin));
  out.write(mediaHead(planned.bytes), base - mediaHeadBytes);
  const { lanes, bytes } = await copy(tracks, [writeTo(out, base)], pace);
  if (bytes === planned.bytes) return lanes;
  throw new ReelkeepError('mux-failed', 'The packets were not those that the index told.', {
    facts: { expectedBytes: planned.bytes, bytes },
  });
};

const indexLast: Write = async (tracks, out, pace) => {
  const tables = tablesOf(tracks);
  const begin = brands(tracks);
  const base = boxBytes(begin) + mediaHeadBytes;
  putBox(out, begin, 0);
  const { lanes, bytes } = await copy(tracks, [noteIn(tables), writeTo(out, base)], pace);
  out.write(mediaHead(bytes), base - mediaHeadBytes);
  const indexAt = await indexOf(tracks, tables);
  putBox(out, indexAt(base), base + bytes);
  return lanes;
};

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

const tablesOf = (tracks: readonly SourceTrack[]): SampleTable[] =>
  tracks.map(({ timescale }) => new SampleTable(timescale));

const writeTo =
  (out: WriteBuffer, base: number): TakePacket =>
  ({ data }, _track, place) =>
    out.write(data, base + place);

/** After the last packet: the index for media that begins at a place in the file. */
async function indexOf(
  tracks: readonly SourceTrack[],
  tables: readonly SampleTable[],
): Promise<(base: number) => Box> {
  for (const table of tables) table.close();
  const head = await mp4Head(tracks, tables);
  return (base) => mp4Index(head, tables, base);
}

/** Where media begins behind its index and other bytes: the index is longer where the places in it are. */
function baseAfter(others: number, indexAt: (base: number) => Box): number {
  const short = others + boxBytes(indexAt(0));
  const long = others + boxBytes(indexAt(short));
  return others + boxBytes(indexAt(long));
}

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

function putBox(out: WriteBuffer, box: Box, at: number): void {
  let place = at;
  for (const piece of boxPieces(box)) {
    out.write(piece, place);
    place += piece.length;
  }
}

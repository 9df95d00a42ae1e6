import { BufferTarget, Mp4OutputFormat, Output } from 'mediabunny';
import { boxesOf, boxOf, contentOf } from './mp4-box';
import type { SampleTable } from './sample-table';
import type { Rates, SourceTrack } from './source-track';

type Bytes = Uint8Array<ArrayBuffer>;

/** What an index says beside its tables; whole boxes. */
export interface Mp4Head {
  /** `mvhd` */
  readonly movie: Bytes;
  readonly tracks: readonly TrackHead[];
}

export interface TrackHead {
  /** `tkhd`, `mdhd` and `hdlr` */
  readonly track: Bytes;
  readonly media: Bytes;
  readonly handler: Bytes;
  /** What stands in `minf`, and in `stbl` of it, before the tables. */
  readonly information: readonly Bytes[];
  readonly description: Bytes;
}

/**
 * Has mediabunny, which knows how each codec is described, write an mp4 of each track's first packet, and
 * takes the descriptions from there.
 */
export async function mp4Head(
  tracks: readonly SourceTrack[],
  tables: readonly SampleTable[],
): Promise<Mp4Head> {
  const target = new BufferTarget();
  // In pieces: such a file keeps the rates that it was told, since it never sees all packets.
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'fragmented' }), target });
  const sinks = tracks.map((track, at) => track.addTo(output, ratesOf(tables[at])));
  await output.start();
  for (const [at, { first }] of tracks.entries()) await sinks[at]?.add(first);
  await output.finalize();
  const written = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  const index = contentOf(boxOf(written, 'moov'));
  return { movie: boxOf(index, 'mvhd'), tracks: boxesOf(index, 'trak').map(trackHead) };
}

function trackHead(box: Bytes): TrackHead {
  const track = contentOf(box);
  const media = contentOf(boxOf(track, 'mdia'));
  const information = contentOf(boxOf(media, 'minf'));
  return {
    track: boxOf(track, 'tkhd'),
    media: boxOf(media, 'mdhd'),
    handler: boxOf(media, 'hdlr'),
    information: ['vmhd', 'smhd', 'dinf'].flatMap((type) => boxesOf(information, type)),
    description: boxOf(contentOf(boxOf(information, 'stbl')), 'stsd'),
  };
}

function ratesOf(table: SampleTable | undefined): Rates | undefined {
  if (!table || table.end <= table.start) return undefined;
  const seconds = (table.end - table.start) / table.timescale;
  const averageBitrate = Math.round((table.mediaBytes * 8) / seconds);
  return { averageBitrate, bitrate: Math.max(averageBitrate, table.peakBytes * 8) };
}

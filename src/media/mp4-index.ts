import type { Chapter } from '../formats/chapter';
import { type Box, contentOf, fullBox, longNumbers, numbers } from './mp4-box';
import { mp4Chapters } from './mp4-chapters';
import type { Mp4Head, TrackHead } from './mp4-head';
import type { SampleTable } from './sample-table';

type Bytes = Uint8Array<ArrayBuffer>;

/** The whole `moov`: descriptions and tables of each track, in one order, and the chapters. */
export function mp4Index(
  head: Mp4Head,
  tables: readonly SampleTable[],
  chapters: readonly Chapter[],
): Box {
  const movie = timed(head.movie, 4);
  const longest = Math.max(...tables.map((table) => shownSpan(table, movie.timescale)));
  const tracks = head.tracks.flatMap((track, at) => {
    const table = tables[at];
    return table ? [trackBox(track, table, movie.timescale)] : [];
  });
  return {
    type: 'moov',
    parts: [movie.lasting('mvhd', longest), ...tracks, ...mp4Chapters(chapters)],
  };
}

function trackBox(head: TrackHead, table: SampleTable, movieScale: number): Box {
  const { description, handler, information } = head;
  const shown = shownSpan(table, movieScale);
  // What was described with another timescale gets the source's own: no time is rounded then.
  const media = timed(head.media, 4, table.timescale);
  const tables = { type: 'stbl', parts: [description, ...table.boxes()] };
  return {
    type: 'trak',
    parts: [
      timed(head.track, 8).lasting('tkhd', shown),
      ...(table.start === 0 ? [] : [editBox(table, shown, movieScale)]),
      {
        type: 'mdia',
        parts: [
          media.lasting('mdhd', table.end - table.start),
          handler,
          { type: 'minf', parts: [...information, tables] },
        ],
      },
    ],
  };
}

/** How long a track is shown, from the movie's begin, in the movie's timescale. */
const shownSpan = ({ end, timescale }: SampleTable, movieScale: number): number =>
  Math.max(0, Math.round((end / timescale) * movieScale));

/** A track that begins later waits so long; of one that begins before zero, a codec's run-up is not shown (§8.6.6). */
function editBox({ start, timescale }: SampleTable, shown: number, movieScale: number): Box {
  const wait = Math.max(0, Math.round((start / timescale) * movieScale));
  const edits = [
    ...(wait > 0 ? [{ span: wait, from: -1 }] : []),
    { span: shown - wait, from: Math.max(0, -start) },
  ];
  const isLong = edits.some(({ span, from }) => span >= 2 ** 32 || from >= 2 ** 31);
  const of = isLong ? longNumbers : numbers;
  const entries = edits.flatMap(({ span, from }) => [of(span, from), numbers(0x10000)]);
  const list = fullBox('elst', isLong ? 1 : 0, numbers(edits.length), ...entries);
  return { type: 'edts', parts: [list] };
}

/**
 * A header box that says when and how long (`mvhd`, `tkhd`, `mdhd`), taken apart so that it can last
 * otherwise. `middle`: bytes between the two dates and the length, of which the first four are the
 * timescale where there is one.
 */
function timed(box: Bytes, middle: 4 | 8, timescale?: number) {
  const content = contentOf(box);
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const isLong = view.getUint8(0) === 1;
  const date = (at: number): number =>
    isLong ? Number(view.getBigUint64(4 + at * 8)) : view.getUint32(4 + at * 4);
  const after = 4 + (isLong ? 16 : 8);
  const flags = view.getUint32(0) % 2 ** 24;
  const rest = content.subarray(after + middle + (isLong ? 8 : 4));
  const between = timescale ? numbers(timescale) : content.subarray(after, after + middle);
  return {
    timescale: view.getUint32(after),
    lasting: (type: string, span: number): Box => {
      const long = span >= 2 ** 32 || date(0) >= 2 ** 32;
      const of = long ? longNumbers : numbers;
      const version = (long ? 2 ** 24 : 0) + flags;
      return { type, parts: [numbers(version), of(date(0), date(1)), between, of(span), rest] };
    },
  };
}

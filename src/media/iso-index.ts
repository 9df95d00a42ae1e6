import type { ByteFile } from './byte-file';
import { type FileBox, fileBoxes } from './iso-boxes';
import { TableReader } from './table-reader';
import type { TrackKind } from './track-span';

/** The index of an mp4 (`moov`), as far as all readers want it. */
export interface IsoIndex {
  readonly boxes: readonly FileBox[];
  readonly tracks: readonly IsoTrack[];
}

export interface IsoTrack {
  readonly id: number;
  readonly kind: TrackKind | undefined;
  readonly timescale: number;
  /** Seconds by which edits move the track's own times. */
  readonly shift: number;
  /** What stands in `stbl`. */
  readonly tables: readonly FileBox[];
}

const kinds: Readonly<Record<string, TrackKind>> = { vide: 'video', soun: 'audio' };

/** @throws RangeError where it is broken. */
export function readIndex(file: ByteFile, box: FileBox): IsoIndex {
  const boxes = childrenOf(file, box);
  const movieScale = headerOf(file, one(boxes, 'mvhd')).next;
  const tracks = boxes.filter(({ type }) => type === 'trak');
  return { boxes, tracks: tracks.map((track) => readTrack(file, track, movieScale)) };
}

function readTrack(file: ByteFile, box: FileBox, movieScale: number): IsoTrack {
  const parts = childrenOf(file, box);
  const media = childrenOf(file, one(parts, 'mdia'));
  const handler = new TableReader(file, one(media, 'hdlr'));
  handler.skip(2);
  const timescale = headerOf(file, one(media, 'mdhd')).next;
  const edits = parts.find(({ type }) => type === 'edts');
  const list = edits && one(childrenOf(file, edits), 'elst');
  return {
    id: headerOf(file, one(parts, 'tkhd')).next,
    kind: kinds[letters(handler.u32())],
    timescale,
    shift: list ? shiftOf(new TableReader(file, list), timescale, movieScale) : 0,
    tables: childrenOf(file, one(childrenOf(file, one(media, 'minf')), 'stbl')),
  };
}

/** An index has some dozens of boxes. Who writes millions of them means harm. */
const mostChildren = 10_000;

/** @throws RangeError where they do not fit into it. */
export function childrenOf(file: ByteFile, box: FileBox): FileBox[] {
  const children: FileBox[] = [];
  for (const child of fileBoxes(file, box.content, box.end)) {
    if (children.length === mostChildren) throw new RangeError(`Too many boxes in ${box.type}.`);
    children.push(child);
  }
  return children;
}

export function one(boxes: readonly FileBox[], type: string): FileBox {
  const box = boxes.find((each) => each.type === type);
  if (!box) throw new RangeError(`No ${type} box.`);
  return box;
}

/** Of a header that begins with its dates (`mvhd`, `mdhd`: their timescale follows; `tkhd`: its id). */
function headerOf(file: ByteFile, box: FileBox): { readonly next: number } {
  const header = new TableReader(file, box);
  const isLong = header.u32() >>> 24 === 1;
  header.skip(isLong ? 4 : 2);
  return { next: header.u32() };
}

/** A wait is an edit without media; a run-up is left out of the first edit that has any. */
function shiftOf(list: TableReader, timescale: number, movieScale: number): number {
  const isLong = list.u32() >>> 24 === 1;
  let wait = 0;
  for (let left = list.u32(); left > 0; left -= 1) {
    const span = isLong ? list.u64() : list.u32();
    const from = isLong ? list.i32() * 2 ** 32 + list.u32() : list.i32();
    list.skip(1);
    if (from >= 0) return wait - from / timescale;
    wait += span / movieScale;
  }
  return wait;
}

/** Four letters as a number. */
const letters = (number: number): string =>
  String.fromCharCode(...[24, 16, 8, 0].map((by) => (number >>> by) & 0xff));

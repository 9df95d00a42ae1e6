import { type Box, fullBox, numbers } from './mp4-box';
import { CountedTable, KeptTable, type NumberTable } from './number-table';

/** What follows each other of one track is a chunk; a long one is cut, so that a player need not read it all to find a place. */
const chunkSeconds = 1;

interface Run {
  count: number;
  value: number;
}

const tableNames = ['sizes', 'keys', 'spans', 'shifts', 'chunkLengths', 'chunkPlaces'] as const;
export type TableName = (typeof tableNames)[number];

export interface SampleTableOptions {
  /** Units of all times here, in a second. */
  readonly timescale: number;
  /** Where all media begins in the file; what is only counted need not know. */
  readonly base: number;
  /** Whether places in the file may need more than 32 bits. */
  readonly isLong: boolean;
  readonly table: (name: TableName) => NumberTable;
}

/**
 * The tables by which an mp4 finds its packets (ISO/IEC 14496-12 §8.6, §8.7), number by number: ten hours
 * are two million packets and more, which as objects take a gigabyte.
 *
 * Packets come in the order of decoding, but tell only when they are shown. A time for decoding is made
 * up for them as they need one: within a group, from a key packet to the next, the times of showing in
 * their order.
 */
export class SampleTable {
  readonly timescale: number;
  readonly tables: Readonly<Record<TableName, NumberTable>>;
  samples = 0;
  mediaBytes = 0;
  /** The most bytes in one second. */
  peakBytes = 0;
  /** In the timescale: when the first packet is shown and when the last one ends, as the source has it. */
  start = Infinity;
  end = -Infinity;

  readonly #base: number;
  readonly #isLong: boolean;
  #hasDependents = false;
  readonly #span: Run = { count: 0, value: 0 };
  readonly #shift: Run = { count: 0, value: 0 };
  #least = 0;
  #greatest = 0;
  #group: number[] = [];
  #decoded: number | undefined;
  #chunkStart = 0;
  #inChunk = 0;
  #chunks = 0;
  #lastChunkLength = 0;
  #second = -Infinity;
  #secondBytes = 0;

  constructor({ timescale, base, isLong, table }: SampleTableOptions) {
    this.timescale = timescale;
    this.#base = base;
    this.#isLong = isLong;
    this.tables = {
      sizes: table('sizes'),
      keys: table('keys'),
      spans: table('spans'),
      shifts: table('shifts'),
      chunkLengths: table('chunkLengths'),
      chunkPlaces: table('chunkPlaces'),
    };
  }

  /** `place`: of the packet's first byte, from the begin of all media. `follows`: the packet before it in the file is this track's too. */
  add(
    packet: { readonly bytes: number; readonly isKey: boolean },
    time: number,
    span: number,
    place: number,
    follows: boolean,
  ): void {
    if (packet.isKey) this.#endGroup();
    this.#group.push(time);
    this.start = Math.min(this.start, time);
    this.end = Math.max(this.end, time + span);
    if (!follows || time - this.#chunkStart >= chunkSeconds * this.timescale) {
      this.#endChunk();
      this.#chunkStart = time;
      this.#notePlace(this.#base + place);
    }
    this.#inChunk += 1;
    this.samples += 1;
    this.mediaBytes += packet.bytes;
    this.tables.sizes.u32(packet.bytes);
    this.#noteKey(packet.isKey);
    this.#countRate(packet.bytes, time);
  }

  /** After the last packet. */
  close(): void {
    this.#endGroup();
    this.#endChunk();
    const last = Math.max(0, this.end - (this.#decoded ?? 0));
    repeat(this.#span, last, this.tables.spans);
    flush(this.#span, this.tables.spans);
    flush(this.#shift, this.tables.shifts);
  }

  /** What stands in `stbl` beside the description: the tables that are kept, and room for those that were counted. */
  boxes(): Box[] {
    const { samples, tables } = this;
    const shifted = this.#least < 0 || this.#greatest > 0;
    const listed = (type: string, name: TableName, entry: number, version: 0 | 1 = 0): Box =>
      fullBox(type, version, numbers(tables[name].bytes / entry), part(tables[name]));
    return [
      listed('stts', 'spans', 8),
      ...(shifted ? [listed('ctts', 'shifts', 8, this.#least < 0 ? 1 : 0)] : []),
      ...(shifted && this.end - this.start < 2 ** 31 ? [this.#shiftBox()] : []),
      listed('stsc', 'chunkLengths', 12),
      fullBox('stsz', 0, numbers(0, samples), part(tables.sizes)),
      this.#isLong ? listed('co64', 'chunkPlaces', 8) : listed('stco', 'chunkPlaces', 4),
      // Without the list all packets are places to start from.
      ...(this.#hasDependents ? [listed('stss', 'keys', 4)] : []),
    ];
  }

  /** Tells a reader beforehand how far showing and decoding lie apart (§8.6.1.4). */
  #shiftBox(): Box {
    const shift = Math.max(0, -this.#least);
    const span = this.end - this.start;
    return fullBox('cslg', 0, numbers(shift, this.#least, this.#greatest, 0, span));
  }

  #notePlace(place: number): void {
    const { chunkPlaces } = this.tables;
    if (this.#isLong) chunkPlaces.u32(Math.floor(place / 2 ** 32));
    chunkPlaces.u32(place % 2 ** 32);
  }

  #endGroup(): void {
    const times = this.#group;
    const ordered = times.length > 1 ? times.toSorted((a, b) => a - b) : times;
    for (const [at, time] of times.entries()) {
      const before = this.#decoded;
      // Never backwards, whatever the source says.
      const decoded = Math.max(before ?? -Infinity, ordered[at] ?? time);
      if (before !== undefined) repeat(this.#span, decoded - before, this.tables.spans);
      this.#decoded = decoded;
      const shift = time - decoded;
      this.#least = Math.min(this.#least, shift);
      this.#greatest = Math.max(this.#greatest, shift);
      repeat(this.#shift, shift, this.tables.shifts);
    }
    this.#group = [];
  }

  #endChunk(): void {
    if (this.#inChunk === 0) return;
    this.#chunks += 1;
    if (this.#inChunk !== this.#lastChunkLength) {
      const { chunkLengths } = this.tables;
      chunkLengths.u32(this.#chunks);
      chunkLengths.u32(this.#inChunk);
      chunkLengths.u32(1);
    }
    this.#lastChunkLength = this.#inChunk;
    this.#inChunk = 0;
  }

  /** Of most sounds every packet is one: no list says the same. */
  #noteKey(isKey: boolean): void {
    const { keys } = this.tables;
    if (!isKey && !this.#hasDependents) {
      this.#hasDependents = true;
      for (let sample = 1; sample < this.samples; sample += 1) keys.u32(sample);
    }
    if (isKey && this.#hasDependents) keys.u32(this.samples);
  }

  #countRate(bytes: number, time: number): void {
    const second = Math.floor(time / this.timescale);
    if (second > this.#second) {
      this.#second = second;
      this.#secondBytes = 0;
    }
    this.#secondBytes += bytes;
    this.peakBytes = Math.max(this.peakBytes, this.#secondBytes);
  }
}

/** One more of a value: equal neighbours share an entry. */
function repeat(run: Run, value: number, table: NumberTable): void {
  if (value !== run.value) {
    flush(run, table);
    run.value = value;
  }
  run.count += 1;
}

function flush(run: Run, table: NumberTable): void {
  if (run.count === 0) return;
  table.u32(run.count);
  table.u32(run.value);
  run.count = 0;
}

function part(table: NumberTable): Box['parts'][number] {
  if (table instanceof CountedTable || table instanceof KeptTable) return table;
  throw new Error('What is written already has no place in another box.');
}

import { ByteTable } from './byte-table';
import { type Box, fullBox, numbers } from './mp4-box';

/** What follows each other of one track is a chunk; a long one is cut, so that a player need not read it all to find a place. */
const chunkSeconds = 1;

interface Run {
  count: number;
  value: number;
}

/**
 * The tables by which an mp4 finds its packets (ISO/IEC 14496-12 §8.6, §8.7), four to twelve bytes for
 * each: ten hours are two million packets and more, which as objects take a gigabyte.
 *
 * Packets come in the order of decoding, but tell only when they are shown. A time for decoding is made
 * up for them as they need one: within a group, from a key packet to the next, the times of showing in
 * their order.
 */
export class SampleTable {
  samples = 0;
  mediaBytes = 0;
  /** The most bytes in one second. */
  peakBytes = 0;
  /** In the timescale: when the first packet is shown and when the last one ends, as the source has it. */
  start = Infinity;
  end = -Infinity;

  readonly #sizes = new ByteTable();
  /** From the first packet on that is none. */
  #keys: ByteTable | undefined;
  readonly #spans = new ByteTable();
  readonly #shifts = new ByteTable();
  readonly #chunkLengths = new ByteTable();
  readonly #chunkPlaces: number[] = [];
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

  /** Units of all times here, in a second. */
  constructor(readonly timescale: number) {}

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
      this.#chunkPlaces.push(place);
    }
    this.#inChunk += 1;
    this.samples += 1;
    this.mediaBytes += packet.bytes;
    this.#sizes.u32(packet.bytes);
    this.#noteKey(packet.isKey);
    this.#countRate(packet.bytes, time);
  }

  /** After the last packet. */
  close(): void {
    this.#endGroup();
    this.#endChunk();
    const last = Math.max(0, this.end - (this.#decoded ?? 0));
    repeat(this.#span, last, this.#spans);
    flush(this.#span, this.#spans);
    flush(this.#shift, this.#shifts);
  }

  /** What stands in `stbl` beside the description; `base` is where all media begins in the file. */
  boxes(base: number): Box[] {
    const { samples } = this;
    const shifted = this.#least < 0 || this.#greatest > 0;
    return [
      fullBox('stts', 0, numbers(this.#spans.bytes / 8), this.#spans),
      ...(shifted
        ? [fullBox('ctts', this.#least < 0 ? 1 : 0, numbers(this.#shifts.bytes / 8), this.#shifts)]
        : []),
      ...(shifted && this.end - this.start < 2 ** 31 ? [this.#shiftBox()] : []),
      fullBox('stsc', 0, numbers(this.#chunkLengths.bytes / 12), this.#chunkLengths),
      fullBox('stsz', 0, numbers(0, samples), this.#sizes),
      this.#placesBox(base),
      // Without the list all packets are places to start from.
      ...(this.#keys ? [fullBox('stss', 0, numbers(this.#keys.bytes / 4), this.#keys)] : []),
    ];
  }

  /** Tells a reader beforehand how far showing and decoding lie apart (§8.6.1.4). */
  #shiftBox(): Box {
    const shift = Math.max(0, -this.#least);
    const span = this.end - this.start;
    return fullBox('cslg', 0, numbers(shift, this.#least, this.#greatest, 0, span));
  }

  #placesBox(base: number): Box {
    const places = this.#chunkPlaces;
    const isLong = base + (places.at(-1) ?? 0) >= 2 ** 32;
    const table = new ByteTable();
    for (const place of places) {
      if (isLong) table.u64(base + place);
      else table.u32(base + place);
    }
    return fullBox(isLong ? 'co64' : 'stco', 0, numbers(places.length), table);
  }

  #endGroup(): void {
    const times = this.#group;
    const ordered = times.length > 1 ? times.toSorted((a, b) => a - b) : times;
    for (const [at, time] of times.entries()) {
      const before = this.#decoded;
      // Never backwards, whatever the source says.
      const decoded = Math.max(before ?? -Infinity, ordered[at] ?? time);
      if (before !== undefined) repeat(this.#span, decoded - before, this.#spans);
      this.#decoded = decoded;
      const shift = time - decoded;
      this.#least = Math.min(this.#least, shift);
      this.#greatest = Math.max(this.#greatest, shift);
      repeat(this.#shift, shift, this.#shifts);
    }
    this.#group = [];
  }

  #endChunk(): void {
    if (this.#inChunk === 0) return;
    this.#chunks += 1;
    if (this.#inChunk !== this.#lastChunkLength) {
      this.#chunkLengths.u32(this.#chunks);
      this.#chunkLengths.u32(this.#inChunk);
      this.#chunkLengths.u32(1);
    }
    this.#lastChunkLength = this.#inChunk;
    this.#inChunk = 0;
  }

  /** Of most sounds every packet is one: no list says the same. */
  #noteKey(isKey: boolean): void {
    if (!isKey && !this.#keys) {
      this.#keys = new ByteTable();
      for (let sample = 1; sample < this.samples; sample += 1) this.#keys.u32(sample);
    }
    if (isKey) this.#keys?.u32(this.samples);
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
function repeat(run: Run, value: number, table: ByteTable): void {
  if (value !== run.value) {
    flush(run, table);
    run.value = value;
  }
  run.count += 1;
}

function flush(run: Run, table: ByteTable): void {
  if (run.count === 0) return;
  table.u32(run.count);
  table.u32(run.value);
  run.count = 0;
}

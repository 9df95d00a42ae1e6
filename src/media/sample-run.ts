import type { FragmentedTrack, SampleDefaults } from './fragmented-track';
import { boxesOf, contentOf } from './mp4-box';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bits by which a run's head tells what it and each of its packets name (ISO/IEC 14496-12 §8.8.8). */
const named = {
  place: 0x1,
  firstFlags: 0x4,
  duration: 0x100,
  bytes: 0x200,
  flags: 0x400,
  shift: 0x800,
} as const;

export interface Sample {
  readonly duration: number;
  readonly bytes: number;
  readonly flags: number;
  /** From decoding to showing. */
  readonly shift: number;
}

/** Packets that follow each other in a fragment, read once, from the first on. Times in the timescale. */
export class SampleRun {
  left: number;
  /** Of the first packet's data, from the fragment's base; undefined where they follow the run before. */
  readonly offset: number | undefined;
  readonly #fields: Fields;
  readonly #isSigned: boolean;
  #firstFlags: number | undefined;

  constructor(
    content: Bytes,
    private readonly defaults: SampleDefaults,
  ) {
    this.#fields = new Fields(content);
    this.#isSigned = this.#fields.version > 0;
    this.left = this.#fields.u32();
    this.offset = this.#fields.signed(named.place);
    this.#firstFlags = this.#fields.unsigned(named.firstFlags);
  }

  /** @throws RangeError where there are fewer than the head says. */
  next(): Sample {
    const { defaults } = this;
    const duration = this.#fields.unsigned(named.duration) ?? defaults.duration;
    const bytes = this.#fields.unsigned(named.bytes) ?? defaults.bytes;
    const flags = this.#fields.unsigned(named.flags) ?? defaults.flags;
    const shift = this.#isSigned
      ? this.#fields.signed(named.shift)
      : this.#fields.unsigned(named.shift);
    const sample = { duration, bytes, flags: this.#firstFlags ?? flags, shift: shift ?? 0 };
    this.#firstFlags = undefined;
    this.left -= 1;
    return sample;
  }
}

/** What a fragment's index holds of one track. */
export interface FragmentPart {
  /** Where the data of its runs is counted from, in the file. */
  readonly base: number;
  /** When its first packet is decoded; undefined where that follows from the fragment before. */
  readonly decoded: number | undefined;
  readonly runs: readonly SampleRun[];
}

/** Bits of a track's head in a fragment (§8.8.7). */
const inHead = {
  base: 0x1,
  description: 0x2,
  duration: 0x8,
  bytes: 0x10,
  flags: 0x20,
} as const;

/** `index`: the content of a `moof` that begins at a place in the file. */
export function fragmentParts(index: Bytes, place: number, track: FragmentedTrack): FragmentPart[] {
  return boxesOf(index, 'traf').flatMap((box) => {
    const content = contentOf(box);
    const [head] = boxesOf(content, 'tfhd');
    if (!head) return [];
    const fields = new Fields(contentOf(head));
    if (fields.u32() !== track.id) return [];
    // Without one, the place of the index is the base: of the first track, as the only one is.
    const base = fields.long(inHead.base) ?? place;
    fields.unsigned(inHead.description);
    const defaults = {
      duration: fields.unsigned(inHead.duration) ?? track.defaults.duration,
      bytes: fields.unsigned(inHead.bytes) ?? track.defaults.bytes,
      flags: fields.unsigned(inHead.flags) ?? track.defaults.flags,
    };
    const [time] = boxesOf(content, 'tfdt').map((each) => new Fields(contentOf(each)));
    return {
      base,
      decoded: time && (time.version > 0 ? time.u64() : time.u32()),
      runs: boxesOf(content, 'trun').map((run) => new SampleRun(contentOf(run), defaults)),
    };
  });
}

/** Numbers one after the other, of which bits in front tell which are there. */
class Fields {
  readonly version: number;
  readonly #view: DataView;
  readonly #bits: number;
  #at = 4;

  constructor(content: Bytes) {
    this.#view = new DataView(content.buffer, content.byteOffset, content.length);
    this.version = this.#view.getUint8(0);
    this.#bits = this.#view.getUint32(0) & 0xffffff;
  }

  u32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4);
  }

  u64(): number {
    return this.u32() * 2 ** 32 + this.u32();
  }

  unsigned(bit: number): number | undefined {
    return this.#bits & bit ? this.u32() : undefined;
  }

  signed(bit: number): number | undefined {
    return this.#bits & bit ? this.u32() | 0 : undefined;
  }

  long(bit: number): number | undefined {
    return this.#bits & bit ? this.u64() : undefined;
  }
}

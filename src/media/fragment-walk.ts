import type { ByteFile } from './byte-file';
import { FileWindow } from './file-window';
import type { FragmentedTrack } from './fragmented-track';
import { type FileBox, fileBoxes } from './iso-boxes';
import type { Packet, PacketWalk } from './packet-walk';
import { type FragmentPart, fragmentParts, type SampleRun } from './sample-run';

/** A fragment's index. Real ones are some kilobytes. */
const largestIndex = 4 * 1024 * 1024;
/** This packet cannot be decoded without others. */
const dependent = 0x10000;
const mostEmpty = 10_000;
const noData = new Uint8Array(0);

/**
 * Goes through an mp4 in fragments, a number at a time. mediabunny makes several objects of each packet,
 * and keeps them for as long as their fragment: so much garbage that a long mux takes more memory than a
 * short one.
 */
export class FragmentWalk implements PacketWalk {
  readonly #window: FileWindow;
  readonly #boxes: Generator<FileBox>;
  #parts: FragmentPart[] = [];
  #runs: SampleRun[] = [];
  #base = 0;
  #empty = 0;
  #place = 0;
  #decoded = 0;

  constructor(
    file: ByteFile,
    private readonly track: FragmentedTrack,
    private readonly metadataOnly: boolean,
  ) {
    this.#window = new FileWindow(file);
    this.#window.reuse();
    this.#boxes = fileBoxes(file, 0, file.getSize());
  }

  /** @throws RangeError where the file is broken. */
  next(): Packet | null {
    for (;;) {
      const [run] = this.#runs;
      if (run && run.left > 0) return this.#packet(run);
      if (!this.#nextRun()) return null;
    }
  }

  #packet(run: SampleRun): Packet {
    const { bytes, duration, flags, shift } = run.next();
    const { timescale, shift: edits } = this.track;
    const place = this.#place;
    if (place + bytes > this.#window.size) throw new RangeError('A packet beyond the end.');
    if (bytes === 0) this.#countEmpty();
    const timestamp = (this.#decoded + shift) / timescale + edits;
    this.#place += bytes;
    this.#decoded += duration;
    return {
      type: flags & dependent ? 'delta' : 'key',
      timestamp,
      duration: duration / timescale,
      byteLength: bytes,
      data: this.metadataOnly ? noData : this.#window.bytes(place, place + bytes),
    };
  }

  /** Of nothing there could be billions. */
  #countEmpty(): void {
    this.#empty += 1;
    if (this.#empty > mostEmpty) throw new RangeError('Too many packets of no bytes.');
  }

  /** Goes on to the next run, wherever it is; false at the end. */
  #nextRun(): boolean {
    this.#runs.shift();
    const [run] = this.#runs;
    if (run) {
      this.#begin(run);
      return true;
    }
    const part = this.#parts.shift();
    if (!part) return this.#nextFragment();
    this.#base = part.base;
    this.#place = part.base;
    this.#decoded = part.decoded ?? this.#decoded;
    this.#runs = [...part.runs];
    const [first] = this.#runs;
    if (first) this.#begin(first);
    return true;
  }

  #begin(run: SampleRun): void {
    if (run.offset !== undefined) this.#place = this.#base + run.offset;
  }

  #nextFragment(): boolean {
    for (;;) {
      const { value: box, done } = this.#boxes.next();
      if (done) return false;
      if (box.type !== 'moof') continue;
      const { content, end } = box;
      if (end - content > largestIndex) throw new RangeError(`An index of ${end - content} bytes.`);
      // The window moves on while the runs are read.
      const index = new Uint8Array(this.#window.bytes(content, end));
      this.#parts = fragmentParts(index, box.start, this.track);
      return true;
    }
  }
}

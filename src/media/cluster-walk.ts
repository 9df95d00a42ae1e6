import type { ByteFile } from './byte-file';
import { FileWindow } from './file-window';
import { type Block, matroskaBlocks } from './matroska-blocks';
import { isMatroska, type MatroskaTrack, matroskaTracks } from './matroska-tracks';
import type { Packet, PacketWalk } from './packet-walk';
import { Spacing } from './spacing';

const noData = new Uint8Array(0);

/** The only track of a Matroska or WebM; undefined where a file is anything else, or encoded. @throws RangeError where it is broken. */
export function matroskaTrack(file: ByteFile): MatroskaTrack | undefined {
  const window = new FileWindow(file);
  if (!isMatroska(window)) return undefined;
  const [track, ...others] = matroskaTracks(window);
  return track && others.length === 0 && !track.isEncoded ? track : undefined;
}

/** Goes through a Matroska block by block; mediabunny reads whole clusters, and makes several objects of each packet. */
export class ClusterWalk implements PacketWalk {
  readonly #window: FileWindow;
  readonly #blocks: Generator<Block>;
  readonly #spacing = new Spacing();

  constructor(
    file: ByteFile,
    private readonly track: MatroskaTrack,
    private readonly metadataOnly: boolean,
  ) {
    this.#window = new FileWindow(file);
    this.#window.reuse();
    this.#blocks = matroskaBlocks(this.#window);
  }

  /** @throws RangeError where the file is broken; NotOurs for several packets in one block. */
  next(): Packet | null {
    const { number, kind, secondsPerTick } = this.track;
    for (;;) {
      const { value: block, done } = this.#blocks.next();
      if (done) return null;
      if (block.track !== number) continue;
      const { time, start, end } = block;
      const spacing = this.#spacing.next(time);
      const ticks = block.duration ?? spacing;
      const usual = block.duration === undefined ? this.track.duration : undefined;
      return {
        // Not every writer marks sounds, of which each can be decoded by itself.
        type: block.isKey || kind === 'audio' ? 'key' : 'delta',
        timestamp: time * secondsPerTick,
        duration: usual ?? ticks * secondsPerTick,
        byteLength: end - start,
        data: this.metadataOnly ? noData : this.#window.bytes(start, end),
      };
    }
  }
}

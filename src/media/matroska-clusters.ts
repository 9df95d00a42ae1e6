import { element, elementHead, ids, unsigned } from './ebml';
import type { Packet } from './packet-walk';
import type { WriteBuffer } from './write-buffer';

/** A cluster is what a player reads to find a place: so long at the least, and then up to the next key. */
const shortestMs = 1000;
/** Blocks tell their times from their cluster's, in 16 bits. */
const longestMs = 30_000;
/** Id, size in four bytes, track, time, flags. */
const blockHeadBytes = 9;
const sizeMark = 0x10000000;

/** Writes packets as blocks of clusters, and notes where each cluster lies (RFC 9559 §5.1.3). */
export class MatroskaClusters {
  /** Milliseconds at which the last packet ends. */
  endMs = 0;
  readonly #block = new Uint8Array(blockHeadBytes);
  readonly #view = new DataView(this.#block.buffer);
  readonly #cues: { readonly ms: number; readonly track: number; readonly place: number }[] = [];
  #begin: number | undefined;
  #beginMs = 0;

  /** `place`: where the next byte goes. `leader`: the number of the track whose keys begin clusters. */
  constructor(
    private readonly out: WriteBuffer,
    public place: number,
    private readonly leader: number,
  ) {
    this.#block[0] = ids.simpleBlock;
  }

  /** `track`: its number, from 1. */
  add({ data, type, timestamp, duration }: Packet, track: number): void {
    const ms = Math.round(timestamp * 1000);
    const since = ms - this.#beginMs;
    const isDue = track === this.leader && type === 'key' && since >= shortestMs;
    if (this.#begin === undefined || isDue || Math.abs(since) > longestMs) {
      this.#next(ms);
      if (type === 'key') this.#cues.push({ ms, track, place: this.#begin ?? 0 });
    }
    this.#view.setUint32(1, sizeMark + data.length + 4);
    this.#view.setUint8(5, 0x80 | track);
    this.#view.setInt16(6, ms - this.#beginMs);
    this.#view.setUint8(8, type === 'key' ? 0x80 : 0);
    this.#write(this.#block);
    this.#write(data);
    this.endMs = Math.max(this.endMs, ms + Math.round(duration * 1000));
  }

  /** After the last packet. Places in it are counted from `base`. */
  close(base: number): Uint8Array<ArrayBuffer> {
    this.#end();
    const points = this.#cues.map(({ ms, track, place }) =>
      element(
        ids.cuePoint,
        unsigned(ids.cueTime, ms),
        element(
          ids.cueTrackPositions,
          unsigned(ids.cueTrack, track),
          unsigned(ids.cueClusterPosition, place - base),
        ),
      ),
    );
    return element(ids.cues, ...points);
  }

  #next(ms: number): void {
    this.#end();
    this.#begin = this.place;
    this.#beginMs = Math.max(0, ms);
    this.#write(elementHead(ids.cluster, 0));
    this.#write(unsigned(ids.timestamp, this.#beginMs));
  }

  #end(): void {
    if (this.#begin === undefined) return;
    const head = elementHead(ids.cluster, 0).length;
    const size = this.place - this.#begin - head;
    this.out.write(elementHead(ids.cluster, size), this.#begin);
  }

  #write(bytes: Uint8Array): void {
    this.out.write(bytes, this.place);
    this.place += bytes.length;
  }
}

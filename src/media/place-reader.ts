import type { TableReader } from './table-reader';

/** Where one packet after the other begins: chunks have a place, packets follow each other in them. */
export class PlaceReader {
  #chunk = 0;
  #left = 0;
  #perChunk = 0;
  #place = 0;
  #runs: number;
  #nextRun: number | undefined;

  constructor(
    private readonly short: TableReader | undefined,
    private readonly long: TableReader | undefined,
    private readonly lengths: TableReader | undefined,
  ) {
    this.#runs = lengths?.u32() ?? 0;
    this.#nextRun = this.#runs > 0 ? lengths?.u32() : undefined;
  }

  next(bytes: number): number {
    if (this.#left === 0) this.#nextChunk();
    const place = this.#place;
    this.#place += bytes;
    this.#left -= 1;
    return place;
  }

  #nextChunk(): void {
    this.#chunk += 1;
    if (this.lengths && this.#chunk === this.#nextRun) {
      this.#perChunk = this.lengths.u32();
      this.lengths.skip(1);
      this.#runs -= 1;
      this.#nextRun = this.#runs > 0 ? this.lengths.u32() : undefined;
    }
    const place = this.long?.u64() ?? this.short?.u32();
    if (place === undefined || this.#perChunk === 0) throw new RangeError('No chunks.');
    this.#place = place;
    this.#left = this.#perChunk;
  }
}

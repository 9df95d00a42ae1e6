const remembered = 4;

/**
 * How long a packet lasts of which nobody says it: as the closest of its predecessors lie apart. They come
 * in the order of decoding, where neighbours are not always next to each other.
 */
export class Spacing {
  readonly #gaps: number[] = [];
  #last: number | undefined;

  /** In the unit of the times. */
  next(time: number): number {
    const gap = Math.abs(time - (this.#last ?? time));
    this.#last = time;
    if (gap > 0) this.#gaps.push(gap);
    if (this.#gaps.length > remembered) this.#gaps.shift();
    return this.#gaps.length > 0 ? Math.min(...this.#gaps) : 0;
  }
}

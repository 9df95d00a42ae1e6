/** The server throttles requests for more than this at once. */
export const maxRangeBytes = 10 * 1024 * 1024;

/** `[start, done, end]`: bytes start … done − 1 are on disk, done … end − 1 are missing. */
export type BlockRecord = readonly [start: number, done: number, end: number];

/** A stretch of the file; one that is taken is what one connection fetches in one go. `end` is exclusive. */
export interface Block {
  readonly start: number;
  done: number;
  /** May come nearer while the block is fetched: the rest was cut off for another connection. */
  end: number;
}

/**
 * Which bytes of a file are on disk, which are being fetched and which come next. While the total is
 * unknown the plan is one probing block at the front; `learnTotal` adds the rest. Ranges are cut when
 * they are taken and joined when they are done: the plan grows with the connections, not with a total
 * that anybody may state.
 */
export class RangePlan {
  #blocks: Block[];
  #taken = new Set<Block>();
  #total: number | undefined;

  /** Records of an earlier run are kept where they cover the file exactly; else everything is missing. */
  constructor(
    total?: number,
    records: readonly BlockRecord[] = [],
    /** No range is longer. */
    readonly rangeBytes = maxRangeBytes,
  ) {
    this.#total = total;
    if (total === undefined) this.#blocks = [{ start: 0, done: 0, end: rangeBytes }];
    else this.#blocks = blocksOf(covers(records, total) ? records : [[0, 0, total]]);
  }

  get total(): number | undefined {
    return this.#total;
  }

  get received(): number {
    return this.#blocks.reduce((sum, { start, done }) => sum + done - start, 0);
  }

  get isComplete(): boolean {
    return this.#total !== undefined && this.#blocks.every(({ done, end }) => done === end);
  }

  /** The missing bytes that nobody fetches yet. */
  get freeBytes(): number {
    const free = this.#blocks.filter((block) => !this.#taken.has(block));
    return free.reduce((sum, { done, end }) => sum + end - done, 0);
  }

  /** The first missing range that nobody fetches yet, of so many bytes at most; the taker gives it back with `release`. */
  take(mostBytes = this.rangeBytes): Block | undefined {
    const block = this.#blocks.find((next) => next.done < next.end && !this.#taken.has(next));
    if (!block) return undefined;
    this.#split(block, block.done + Math.min(mostBytes, this.rangeBytes));
    this.#taken.add(block);
    return block;
  }

  /** Takes what lies from `at` on away from a block that is being fetched; the new block is the caller's. */
  cut(block: Block, at: number): Block | undefined {
    const rest = this.#split(block, Math.max(at, block.done));
    if (rest) this.#taken.add(rest);
    return rest;
  }

  release(block: Block): void {
    this.#taken.delete(block);
    const at = this.#blocks.indexOf(block);
    this.#joinNext(at);
    this.#joinNext(at - 1);
  }

  /** The first answer states the total: what was planned is cut to it and the rest is planned. */
  learnTotal(total: number): void {
    if (this.#total !== undefined) return;
    this.#total = total;
    // Where the probe was shorter than its block, the block's rest is planned already.
    const [probe, ...rest] = this.#blocks;
    if (!probe) return;
    this.#blocks = [probe, ...rest.filter(({ start }) => start < total)];
    for (const block of this.#blocks) block.end = Math.min(block.end, total);
    const { end } = this.#blocks.at(-1) ?? probe;
    if (end < total) this.#blocks.push({ start: end, done: end, end: total });
  }

  /** For the journal: neighbours that are wholly done, or wholly missing, are one record. */
  records(): BlockRecord[] {
    const records: BlockRecord[] = [];
    for (const { start, done, end } of this.#blocks) {
      const last = records.at(-1);
      const bothDone = last && last[1] === last[2] && done === end;
      const bothMissing = last && last[0] === last[1] && start === done;
      if (bothDone) records[records.length - 1] = [last[0], end, end];
      else if (bothMissing) records[records.length - 1] = [last[0], last[0], end];
      else records.push([start, done, end]);
    }
    return records;
  }

  /** Ends the block at a place within it; what lay behind becomes a block of its own. */
  #split(block: Block, at: number): Block | undefined {
    if (at >= block.end) return undefined;
    const rest = { start: at, done: at, end: block.end };
    block.end = at;
    this.#blocks.splice(this.#blocks.indexOf(block) + 1, 0, rest);
    return rest;
  }

  #isFree(at: number): boolean {
    const block = this.#blocks[at];
    return block !== undefined && !this.#taken.has(block);
  }

  /** Two neighbours that are wholly done, and that nobody holds, become one. */
  #joinNext(at: number): void {
    const [block, next] = this.#blocks.slice(Math.max(0, at), at + 2);
    if (!block || !next || !this.#isFree(at) || !this.#isFree(at + 1)) return;
    if (block.done < block.end || next.done < next.end) return;
    block.end = next.end;
    block.done = next.end;
    this.#blocks.splice(at + 1, 1);
  }
}

const blocksOf = (records: readonly BlockRecord[]): Block[] =>
  records.map(([start, done, end]) => ({ start, done, end }));

function covers(records: readonly BlockRecord[], total: number): boolean {
  let at = 0;
  for (const [start, done, end] of records) {
    if (start !== at || done < start || end < done) return false;
    at = end;
  }
  return records.length > 0 && at === total;
}

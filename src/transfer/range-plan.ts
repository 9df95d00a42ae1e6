/** The server throttles requests for more than this at once. */
export const maxRangeBytes = 10 * 1024 * 1024;

/** `[start, done, end]`: bytes start … done − 1 are on disk, done … end − 1 are missing. */
export type BlockRecord = readonly [start: number, done: number, end: number];

/** A stretch of the file; one that is taken is what one connection fetches in one go. `end` is exclusive. */
export interface Block {
  readonly start: number;
  done: number;
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
    private readonly rangeBytes = maxRangeBytes,
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

  /** The first missing range that nobody fetches yet; the taker gives it back with `release`. */
  take(): Block | undefined {
    const at = this.#blocks.findIndex(({ done, end }, index) => done < end && this.#isFree(index));
    const block = this.#blocks[at];
    if (!block) return undefined;
    const { end } = block;
    block.end = Math.min(end, block.done + this.rangeBytes);
    if (block.end < end) {
      this.#blocks.splice(at + 1, 0, { start: block.end, done: block.end, end });
    }
    this.#taken.add(block);
    return block;
  }

  release(block: Block): void {
    this.#taken.delete(block);
    const at = this.#blocks.indexOf(block);
    this.#joinNext(at);
    this.#joinNext(at - 1);
  }

  /** The first answer states the total: the probing block is cut to it and the rest is planned. */
  learnTotal(total: number): void {
    if (this.#total !== undefined) return;
    this.#total = total;
    const [probe] = this.#blocks;
    if (!probe) return;
    probe.end = Math.min(probe.end, total);
    if (probe.end < total) this.#blocks.push({ start: probe.end, done: probe.end, end: total });
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

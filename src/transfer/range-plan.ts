/** The server throttles requests for more than this at once. */
export const maxRangeBytes = 10 * 1024 * 1024;

/** `[start, done, end]`: bytes start … done − 1 are on disk, done … end − 1 are missing. */
export type BlockRecord = readonly [start: number, done: number, end: number];

/** A stretch of the file that one connection fetches in one go. `end` is exclusive. */
export interface Block {
  readonly start: number;
  done: number;
  end: number;
}

/**
 * Which bytes of a file are on disk, which are being fetched and which come next. While the total is
 * unknown the plan is one probing block at the front; `learnTotal` cuts the rest.
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
    else this.#blocks = covers(records, total) ? this.#cut(records) : this.#cut([[0, 0, total]]);
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

  /** The first missing block that nobody fetches yet; the taker gives it back with `release`. */
  take(): Block | undefined {
    const next = this.#blocks.find((block) => block.done < block.end && !this.#taken.has(block));
    if (next) this.#taken.add(next);
    return next;
  }

  release(block: Block): void {
    this.#taken.delete(block);
  }

  /** The first answer states the total: the probing block is cut to it and the rest is planned. */
  learnTotal(total: number): void {
    if (this.#total !== undefined) return;
    this.#total = total;
    const [probe] = this.#blocks;
    if (!probe) return;
    probe.end = Math.min(probe.end, total);
    if (probe.end < total) this.#blocks.push(...this.#cut([[probe.end, probe.end, total]]));
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

  #cut(records: readonly BlockRecord[]): Block[] {
    return records.flatMap(([start, done, end]) => {
      const blocks: Block[] = done > start ? [{ start, done, end: done }] : [];
      for (let at = done; at < end; at += this.rangeBytes) {
        blocks.push({ start: at, done: at, end: Math.min(at + this.rangeBytes, end) });
      }
      return blocks;
    });
  }
}

function covers(records: readonly BlockRecord[], total: number): boolean {
  let at = 0;
  for (const [start, done, end] of records) {
    if (start !== at || done < start || end < done) return false;
    at = end;
  }
  return records.length > 0 && at === total;
}

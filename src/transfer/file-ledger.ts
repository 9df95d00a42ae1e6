import { ReelkeepError } from '../errors';
import { type BlockRecord, RangePlan } from './range-plan';

/** What tells one content from another under the same URL, as far as the server says it. */
export interface ContentIdentity {
  /** Bytes. */
  readonly total?: number;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A ledger as it lies in the journal. */
export interface LedgerRecord extends ContentIdentity {
  readonly blocks: readonly BlockRecord[];
}

/** A terabyte: what a page or a server states beyond that is no video. */
export const maxFileBytes = 2 ** 40;

/** All that is known of one file: what it is and how much of it is on disk. */
export class FileLedger {
  readonly plan: RangePlan;
  #identity: ContentIdentity;

  /**
   * `expectedBytes`: what the format stated. A record that contradicts it belongs to another content and is dropped.
   * @throws length-mismatch where no file is as long as stated.
   */
  constructor(
    private readonly expectedBytes?: number,
    record?: LedgerRecord,
    rangeBytes?: number,
  ) {
    demandPossible(expectedBytes);
    const { blocks, ...identity } = record ?? { blocks: [] };
    const usable = expectedBytes === undefined || identity.total === expectedBytes;
    this.#identity = usable ? identity : {};
    this.plan = new RangePlan(
      this.#identity.total ?? expectedBytes,
      usable ? blocks : [],
      rangeBytes,
    );
  }

  /**
   * Takes in what an answer says of the whole file.
   * @throws length-mismatch where it is not what the format stated, content-changed where it is not what earlier answers said.
   */
  learn(seen: ContentIdentity): void {
    const { expectedBytes } = this;
    if (expectedBytes !== undefined && seen.total !== undefined && seen.total !== expectedBytes) {
      throw new ReelkeepError('length-mismatch', 'The server has a file of another length.', {
        facts: { expectedBytes, servedBytes: seen.total },
      });
    }
    demandPossible(seen.total);
    const changed = identityFields.find((field) => differ(this.#identity[field], seen[field]));
    if (changed) {
      throw new ReelkeepError('content-changed', 'The file changed while it was being fetched.', {
        facts: { field: changed },
      });
    }
    this.#identity = { ...this.#identity, ...seen };
    if (seen.total !== undefined) this.plan.learnTotal(seen.total);
  }

  record(): LedgerRecord {
    return { ...this.#identity, blocks: this.plan.records() };
  }
}

function demandPossible(statedBytes: number | undefined): void {
  if (statedBytes === undefined || statedBytes <= maxFileBytes) return;
  throw new ReelkeepError('length-mismatch', 'No file is as long as this one is said to be.', {
    facts: { statedBytes, maxFileBytes },
  });
}

const identityFields = ['total', 'etag', 'lastModified'] as const;

const differ = (before: unknown, now: unknown): boolean =>
  before !== undefined && now !== undefined && before !== now;

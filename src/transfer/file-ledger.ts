import { ReelkeepError } from '../errors';
import { type BlockRecord, RangePlan } from './range-plan';

/** What tells one content from another under the same URL, as far as the server says it. */
export interface ContentIdentity {
  /** Bytes. */
  readonly total?: number;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Who said it: hosts with the same bytes may have other ETags for them. */
  readonly host?: string;
}

/** A ledger as it lies in the journal. */
export interface LedgerRecord extends ContentIdentity {
  readonly blocks: readonly BlockRecord[];
}

/** A terabyte: what a page or a server states beyond that is no video. */
export const maxFileBytes = 2 ** 40;

/** All that is known of one file: what it is and how much of it is on disk. */
export class FileLedger {
  #plan: RangePlan;
  #identity: ContentIdentity;
  /** By host. */
  readonly #etags = new Map<string | undefined, string>();

  /**
   * `expectedBytes`: what the format stated. A record that contradicts it belongs to another content and is dropped.
   * @throws length-mismatch where no file is as long as stated.
   */
  constructor(
    private readonly expectedBytes?: number,
    record?: LedgerRecord,
    private readonly rangeBytes?: number,
  ) {
    demandPossible(expectedBytes);
    const { blocks, ...identity } = record ?? { blocks: [] };
    const usable = expectedBytes === undefined || identity.total === expectedBytes;
    this.#identity = usable ? identity : {};
    const { total, etag, host } = this.#identity;
    if (etag !== undefined) this.#etags.set(host, etag);
    this.#plan = new RangePlan(total ?? expectedBytes, usable ? blocks : [], rangeBytes);
  }

  /** Of now: a ledger that is emptied has a new one. */
  get plan(): RangePlan {
    return this.#plan;
  }

  /** Whose answers the bytes on disk are known by; undefined where nobody answered yet, or an old record does not say. */
  get host(): string | undefined {
    return this.#identity.host;
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
    const changed = this.#contradiction(seen);
    if (changed) {
      throw new ReelkeepError('content-changed', 'The file changed while it was being fetched.', {
        facts: { field: changed },
      });
    }
    this.#keep(seen);
    if (seen.total !== undefined) this.plan.learnTotal(seen.total);
  }

  /** Everything fetched belongs to a content that is gone: all is missing again, and nothing known of it. */
  empty(): void {
    this.#identity = {};
    this.#etags.clear();
    this.#plan = new RangePlan(this.expectedBytes, [], this.rangeBytes);
  }

  record(): LedgerRecord {
    return { ...this.#identity, blocks: this.plan.records() };
  }

  #keep(seen: ContentIdentity): void {
    const known = this.#identity;
    const { etag, ...others } = seen;
    if (etag !== undefined) this.#etags.set(seen.host, etag);
    if (seen.host !== undefined) this.#etags.delete(undefined);
    const isItsHost = known.host === undefined || known.host === seen.host;
    this.#identity = { ...(isItsHost ? seen : others), ...known };
  }

  /** Lengths and dates are the same wherever the content is; an ETag is one host's own name for it. */
  #contradiction({ total, lastModified, etag, host }: ContentIdentity): string | undefined {
    const known = this.#identity;
    // An old record does not say whose ETag it is: whoever answers is taken for that host.
    const knownEtag = this.#etags.get(host) ?? this.#etags.get(undefined);
    if (differ(known.total, total)) return 'total';
    if (differ(known.lastModified, lastModified)) return 'lastModified';
    return differ(knownEtag, etag) ? 'etag' : undefined;
  }
}

function demandPossible(statedBytes: number | undefined): void {
  if (statedBytes === undefined || statedBytes <= maxFileBytes) return;
  throw new ReelkeepError('length-mismatch', 'No file is as long as this one is said to be.', {
    facts: { statedBytes, maxFileBytes },
  });
}

const differ = (before: unknown, now: unknown): boolean =>
  before !== undefined && now !== undefined && before !== now;

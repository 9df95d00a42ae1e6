import { ReelkeepError } from '../errors';
import { ContentDoubt, type ContentIdentity, etagValue } from './content-identity';
import { type BlockRecord, RangePlan } from './range-plan';

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
  /** By host: values of the ETags under which it is known to serve this content. */
  readonly #etags = new Map<string | undefined, Set<string>>();
  /** Under which this content is known to be served, by whomever. */
  readonly #dates = new Set<string>();

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
    this.#name(this.#identity);
    this.#plan = new RangePlan(
      this.#identity.total ?? expectedBytes,
      usable ? blocks : [],
      rangeBytes,
    );
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
   * @throws length-mismatch where it is not what the format stated, content-changed where it is not what
   *   earlier answers said: a ContentDoubt where that is no question of length.
   */
  learn(seen: ContentIdentity): void {
    const { expectedBytes } = this;
    if (expectedBytes !== undefined && seen.total !== undefined && seen.total !== expectedBytes) {
      throw new ReelkeepError('length-mismatch', 'The server has a file of another length.', {
        facts: { expectedBytes, servedBytes: seen.total },
      });
    }
    demandPossible(seen.total);
    this.#demandKnown(seen);
    this.#keep(seen);
    if (seen.total !== undefined) this.plan.learnTotal(seen.total);
  }

  /** Whether the names of an answer are among those of this content. */
  isKnown(seen: ContentIdentity): boolean {
    return this.#unknownName(seen) === undefined;
  }

  /** An answer that was doubted proved to be of this very content: its names are as good as those before. */
  adopt(seen: ContentIdentity): void {
    const { host } = this.#identity;
    this.#name(seen);
    if (host === undefined || host === seen.host) this.#identity = { ...this.#identity, ...seen };
  }

  /** Everything fetched belongs to a content that is gone: all is missing again, and nothing known of it. */
  empty(): void {
    this.#identity = {};
    this.#etags.clear();
    this.#dates.clear();
    this.#plan = new RangePlan(this.expectedBytes, [], this.rangeBytes);
  }

  record(): LedgerRecord {
    return { ...this.#identity, blocks: this.plan.records() };
  }

  #keep(seen: ContentIdentity): void {
    const known = this.#identity;
    const { etag, ...others } = seen;
    this.#name(seen);
    if (seen.host !== undefined) this.#etags.delete(undefined);
    const isItsHost = known.host === undefined || known.host === seen.host;
    this.#identity = { ...(isItsHost ? seen : others), ...known };
  }

  #name({ etag, lastModified, host }: ContentIdentity): void {
    if (lastModified !== undefined) this.#dates.add(lastModified);
    if (etag === undefined) return;
    this.#etags.set(host, (this.#etags.get(host) ?? new Set()).add(etagValue(etag)));
  }

  #demandKnown(seen: ContentIdentity): void {
    const { total } = this.#identity;
    if (total !== undefined && seen.total !== undefined && total !== seen.total) {
      throw new ReelkeepError('content-changed', 'The file changed while it was being fetched.', {
        facts: { field: 'total' },
      });
    }
    const field = this.#unknownName(seen);
    if (field) throw new ContentDoubt(field, seen);
  }

  /** Dates are the same wherever the content is; an ETag is one host's own name for it. */
  #unknownName({ etag, lastModified, host }: ContentIdentity): ContentDoubt['field'] | undefined {
    if (isUnknown(lastModified, this.#dates)) return 'lastModified';
    // An old record does not say whose ETag it is: whoever answers is taken for that host.
    const etags = this.#etags.get(host) ?? this.#etags.get(undefined);
    return etag !== undefined && isUnknown(etagValue(etag), etags) ? 'etag' : undefined;
  }
}

function demandPossible(statedBytes: number | undefined): void {
  if (statedBytes === undefined || statedBytes <= maxFileBytes) return;
  throw new ReelkeepError('length-mismatch', 'No file is as long as this one is said to be.', {
    facts: { statedBytes, maxFileBytes },
  });
}

const isUnknown = (name: string | undefined, known: ReadonlySet<string> | undefined): boolean =>
  name !== undefined && known !== undefined && known.size > 0 && !known.has(name);

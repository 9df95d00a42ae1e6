import type { ContentDoubt } from './content-identity';
import type { RangePorts } from './fetch-range';
import type { FetchedSums } from './fetched-sums';
import type { FileHost } from './file-hosts';
import type { FileLedger } from './file-ledger';
import { proveContent } from './prove-host';
import type { Sink } from './sink';

export interface DoubtContext {
  readonly ledger: FileLedger;
  readonly sink: Sink;
  readonly sums: Pick<FetchedSums, 'tell'>;
}

/** A server that calls its file something else time and again is asked for specimens no more often. */
const mostProofs = 8;

/**
 * Answers under other ETags or dates than before, settled one after the other: what proved to be the
 * content on disk is of it from then on, what did not is not looked at again.
 */
export class ContentDoubts {
  readonly #disproved = new Set<string>();
  #proofs = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly context: DoubtContext,
    private readonly ports: RangePorts,
  ) {}

  /**
   * Whether the doubted answer was of the content on disk: then the ledger knows its names.
   * @throws as `fetchRange` does.
   */
  isClear(host: FileHost, doubt: ContentDoubt, signal: AbortSignal): Promise<boolean> {
    const settled = this.#last.then(() => this.#settle(host, doubt, signal));
    this.#last = settled.catch(() => undefined);
    return settled;
  }

  async #settle({ url, name }: FileHost, doubt: ContentDoubt, signal: AbortSignal) {
    const { ledger, sink, sums } = this.context;
    const names = JSON.stringify(doubt.seen);
    // Whoever was before us in the line may have had the same.
    if (this.#isKnown(doubt)) return true;
    if (this.#disproved.has(names) || this.#proofs >= mostProofs) return false;
    this.#proofs += 1;
    const proven = await proveContent({ url, ledger, sink }, this.ports, signal);
    if (proven) ledger.adopt(proven);
    const isClear = proven !== undefined && this.#isKnown(doubt);
    if (!isClear) this.#disproved.add(names);
    else sums.tell({ kind: 'renamed-content', host: name, field: doubt.field });
    return isClear;
  }

  #isKnown({ seen }: ContentDoubt): boolean {
    return this.context.ledger.isKnown(seen);
  }
}

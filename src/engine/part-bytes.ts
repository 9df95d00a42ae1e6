import { ReelkeepError } from '../errors';
import type { FetchedRecord } from '../jobs/part-record';
import type { ByteFile } from '../media/byte-file';
import { FileLedger } from '../transfer/file-ledger';
import { SegmentLedger } from '../transfer/sabr/segment-ledger';
import { rangesOfSegments } from './ranges-of-segments';
import { trimmedLedger } from './trusted-ledger';

type Ledger =
  | { readonly kind: 'ranges'; readonly ledger: FileLedger }
  | { readonly kind: 'segments'; readonly ledger: SegmentLedger };

/**
 * What of a part lies on the disk, counted in the way in which it comes at present. Both ways bring the
 * very same file: what came as segments is kept when ranges follow. The other way round nobody knows
 * which segments the bytes are, and it begins anew.
 */
export class PartBytes {
  #kept: Ledger;

  /** `contentLength`: what the format states. `record`: of an earlier run; what the file cannot hold of it is missing again. */
  constructor(
    private readonly file: Pick<ByteFile, 'getSize' | 'truncate'>,
    private readonly contentLength: number | undefined,
    record: FetchedRecord | undefined,
    rangeBytes?: number,
  ) {
    const fileBytes = file.getSize();
    if (record?.kind === 'segments') {
      const ledger = new SegmentLedger(record.segments, contentLength);
      ledger.trust(fileBytes);
      this.#kept = { kind: 'segments', ledger };
    } else {
      const trusted = record && trimmedLedger(record.ranges, fileBytes);
      this.#kept = { kind: 'ranges', ledger: new FileLedger(contentLength, trusted, rangeBytes) };
    }
    // What lies behind the end was written for a length that the server has corrected since.
    const end = this.received === 0 ? 0 : this.total;
    if (end !== undefined && fileBytes > end) file.truncate(end);
  }

  get received(): number {
    const { kind, ledger } = this.#kept;
    return kind === 'ranges' ? ledger.plan.received : ledger.received;
  }

  /** Undefined while nobody has said it. */
  get total(): number | undefined {
    const { kind, ledger } = this.#kept;
    if (kind === 'ranges') return ledger.plan.total ?? this.contentLength;
    return this.contentLength ?? (ledger.isComplete ? ledger.received : undefined);
  }

  get isComplete(): boolean {
    const { kind, ledger } = this.#kept;
    return kind === 'ranges' ? ledger.plan.isComplete : ledger.isComplete;
  }

  /** To fetch the rest by address. */
  ranges(): FileLedger {
    if (this.#kept.kind === 'ranges') return this.#kept.ledger;
    const record = rangesOfSegments(this.#kept.ledger.record(), this.total);
    const ledger = new FileLedger(this.contentLength, record);
    this.#kept = { kind: 'ranges', ledger };
    return ledger;
  }

  /** To fetch the rest, or all of it, by the streaming protocol. */
  segments(): SegmentLedger {
    if (this.#kept.kind === 'segments') return this.#kept.ledger;
    const ledger = new SegmentLedger();
    this.#kept = { kind: 'segments', ledger };
    this.file.truncate(0);
    return ledger;
  }

  record(): FetchedRecord {
    const { kind, ledger } = this.#kept;
    return kind === 'ranges'
      ? { kind, ranges: ledger.record() }
      : { kind, segments: ledger.record() };
  }

  /** @throws length-mismatch where the file is not as long as the server said it to be. */
  demandLength(): void {
    const expectedBytes = this.total ?? 0;
    const bytes = this.file.getSize();
    if (bytes === expectedBytes) return;
    throw new ReelkeepError(
      'length-mismatch',
      'The file on disk is not as long as it was served.',
      { facts: { expectedBytes, bytes } },
    );
  }
}

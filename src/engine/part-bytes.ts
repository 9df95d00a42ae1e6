import { ReelkeepError } from '../errors';
import type { FetchedRecord } from '../jobs/part-record';
import type { ByteFile } from '../media/byte-file';
import { FileLedger } from '../transfer/file-ledger';
import { SegmentLedger } from '../transfer/sabr/segment-ledger';
import { ListLedger, type StretchMark } from '../transfer/segments/list-ledger';
import { WholeLedger } from '../transfer/whole-ledger';
import { rangesOfSegments } from './ranges-of-segments';
import { trimmedLedger } from './trusted-ledger';

type Ledger =
  | { readonly kind: 'ranges'; readonly ledger: FileLedger }
  | { readonly kind: 'segments'; readonly ledger: SegmentLedger }
  | { readonly kind: 'listed'; readonly ledger: ListLedger }
  | { readonly kind: 'whole'; readonly ledger: WholeLedger };

/**
 * What of a part lies on the disk, counted in the way in which it comes at present. Ranges and the
 * streaming protocol's segments bring the very same file: what came as segments is kept when ranges follow.
 * The other way round nobody knows which segments the bytes are, and it begins anew. What a list names is
 * a file of its own making, and never goes on in another way. What comes in one piece goes on in none.
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
    } else if (record?.kind === 'listed') {
      this.#kept = { kind: 'listed', ledger: new ListLedger(record.listed, fileBytes) };
    } else if (record?.kind === 'whole') {
      this.#kept = { kind: 'whole', ledger: new WholeLedger(record.whole, fileBytes) };
    } else {
      const trusted = record && trimmedLedger(record.ranges, fileBytes);
      this.#kept = { kind: 'ranges', ledger: new FileLedger(contentLength, trusted, rangeBytes) };
    }
    // What lies behind the end was written for a length that the server has corrected since.
    const end = this.received === 0 ? 0 : this.#kept.kind === 'listed' ? this.received : this.total;
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
    if (kind === 'listed') return ledger.total;
    if (kind === 'whole') return this.contentLength ?? ledger.total;
    return this.contentLength ?? (ledger.isComplete ? ledger.received : undefined);
  }

  get isComplete(): boolean {
    const { kind, ledger } = this.#kept;
    return kind === 'ranges' ? ledger.plan.isComplete : ledger.isComplete;
  }

  /** To fetch the rest by address. */
  ranges(): FileLedger {
    const { kind, ledger: before } = this.#kept;
    if (kind === 'ranges') return before;
    const record = kind === 'segments' ? rangesOfSegments(before.record(), this.total) : undefined;
    if (kind !== 'segments') this.file.truncate(0);
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

  /** To fetch the rest, or all of it, by a list. */
  listed(): ListLedger {
    if (this.#kept.kind === 'listed') return this.#kept.ledger;
    const ledger = new ListLedger();
    this.#kept = { kind: 'listed', ledger };
    this.file.truncate(0);
    return ledger;
  }

  /** To fetch all of it by one request. */
  whole(): WholeLedger {
    if (this.#kept.kind === 'whole') return this.#kept.ledger;
    const ledger = new WholeLedger();
    this.#kept = { kind: 'whole', ledger };
    this.file.truncate(0);
    return ledger;
  }

  /** Where the runs of a part that came by a list begin; undefined for all others. */
  get stretches(): readonly StretchMark[] | undefined {
    const { kind, ledger } = this.#kept;
    return kind === 'listed' ? ledger.record().stretches : undefined;
  }

  /** Of what the stream did not have any more when its turn came. */
  get missedSeconds(): number {
    const { kind, ledger } = this.#kept;
    return kind === 'listed' ? ledger.missedSeconds : 0;
  }

  record(): FetchedRecord {
    const { kind, ledger } = this.#kept;
    if (kind === 'ranges') return { kind, ranges: ledger.record() };
    if (kind === 'listed') return { kind, listed: ledger.record() };
    if (kind === 'whole') return { kind, whole: ledger.record() };
    return { kind, segments: ledger.record() };
  }

  /** @throws length-mismatch where the file is not as long as the server said it to be. */
  demandLength(): void {
    const { kind, ledger } = this.#kept;
    // A segment whose last try broke off has left some of itself.
    if (kind === 'listed') this.file.truncate(ledger.received);
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

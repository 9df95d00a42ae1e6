/** Of a file that comes in one piece, as it lies in the journal. */
export interface WholeRecord {
  readonly bytes: number;
  /** As the server stated it. */
  readonly total?: number;
  readonly isComplete?: true;
}

const nothing: WholeRecord = { bytes: 0 };

/** How much of a file has come that is served in one piece only: its first bytes, or all of it. */
export class WholeLedger {
  #record: WholeRecord;

  /** `fileBytes`: what the file really holds; where a record says more, the rest is missing again. */
  constructor(record: WholeRecord = nothing, fileBytes = Number.POSITIVE_INFINITY) {
    const { isComplete, ...rest } = record;
    this.#record = record.bytes <= fileBytes ? record : { ...rest, bytes: fileBytes };
  }

  get received(): number {
    return this.#record.bytes;
  }

  /** Undefined until the end where the server does not state it. */
  get total(): number | undefined {
    return this.isComplete ? this.received : this.#record.total;
  }

  get isComplete(): boolean {
    return this.#record.isComplete === true;
  }

  learnTotal(total: number | undefined): void {
    if (total !== undefined) this.#record = { ...this.#record, total };
  }

  add(bytes: number): void {
    this.#record = { ...this.#record, bytes: this.received + bytes };
  }

  complete(): void {
    this.#record = { ...this.#record, isComplete: true };
  }

  empty(): void {
    this.#record = nothing;
  }

  record(): WholeRecord {
    return this.#record;
  }
}

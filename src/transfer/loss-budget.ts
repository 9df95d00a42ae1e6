/** Of what is needed: what closing connections early may cost. Five in a hundred are promised; this is an estimate. */
const share = 0.03;

/** Counts the bytes that were sent for nothing because we hung up, as far as that can be foreseen. */
export class LossBudget {
  #spent = 0;

  /** `needed`: bytes that this fetch is for, once that is known. */
  constructor(private readonly needed: () => number | undefined) {}

  allows(bytes: number): boolean {
    return this.#spent + bytes <= share * (this.needed() ?? 0);
  }

  spend(bytes: number): void {
    this.#spent += bytes;
  }
}

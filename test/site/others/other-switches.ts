/** One token at a time, and what the next one is had for. */
class SignIns {
  readonly refresh = 'r3fresh-0f-the-account';
  #number = 1;

  get token(): string {
    return `t0ken-${this.#number}`;
  }

  /** Before its time. */
  endToken(): void {
    this.#number += 1;
  }
}

/** What a test may change of the sites other than YouTube. */
export class OtherSwitches {
  /** So many questions their APIs answer from now on; then 429. */
  questionsLeft = Number.POSITIVE_INFINITY;

  /** Whether 4chan's thread has one post more. */
  threadHasGrown = false;
  /** Whether gfycat answers, as it did until 2023. */
  isGfycatOpen = false;

  /** What imgur's account is known by now. */
  readonly signIns = new SignIns();

  /** Counts one question. */
  takesNoMore(): boolean {
    this.questionsLeft -= 1;
    return this.questionsLeft < 0;
  }

  reset(): void {
    this.questionsLeft = Number.POSITIVE_INFINITY;
    this.threadHasGrown = false;
    this.isGfycatOpen = false;
  }
}

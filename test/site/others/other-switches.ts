/** What a test may change of the sites other than YouTube. */
export class OtherSwitches {
  /** So many questions their APIs answer from now on; then 429. */
  questionsLeft = Number.POSITIVE_INFINITY;

  /** Whether 4chan's thread has one post more. */
  threadHasGrown = false;
  /** Whether gfycat answers, as it did until 2023 and hosts of its make still do. */
  isGfycatOpen = false;

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

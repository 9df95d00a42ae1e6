/** What a test may change of the sites other than YouTube. */
export class OtherSwitches {
  /** So many questions their APIs answer from now on; then 429. */
  questionsLeft = Number.POSITIVE_INFINITY;

  /** Counts one question. */
  takesNoMore(): boolean {
    this.questionsLeft -= 1;
    return this.questionsLeft < 0;
  }

  reset(): void {
    this.questionsLeft = Number.POSITIVE_INFINITY;
  }
}

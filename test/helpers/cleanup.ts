type Step = () => void | Promise<void>;

/** What must be undone, last first, whatever happened in between. */
export class Cleanup {
  readonly #steps: Step[] = [];

  defer(step: Step): void {
    this.#steps.push(step);
  }

  /** Undoes everything once; a step that fails does not keep the others from running. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Cleaning up failed.');
  }
}

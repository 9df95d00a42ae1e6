/** Lets work on the same key run one after the other, in the order it was asked. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const over = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(key, over);
    return turn.finally(() => {
      if (this.#last.get(key) === over) this.#last.delete(key);
    });
  }
}
